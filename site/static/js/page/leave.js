// Leave this page at once, so that Back does not come here again. Without this script the link still works.
const link = document.querySelector(".leave-page");
if (link) {
  const PRESSES = 3;
  const WITHIN = 2000; // milliseconds

  function leave(event) {
    event?.preventDefault();
    document.body.hidden = true;
    location.replace(link.href);
  }

  const typing = (target) => target.closest?.("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");

  let times = [];
  let alone = false; // Shift went down, and no other key since

  link.addEventListener("click", leave);
  document.addEventListener("keydown", (event) => {
    alone = event.key === "Shift";
    if (!alone) times = [];
  });
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !alone || typing(event.target)) return;
    const now = Date.now();
    times = [...times.filter((time) => now - time < WITHIN), now];
    if (times.length === PRESSES) leave();
  });
}
