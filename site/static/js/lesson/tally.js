// The last word of an activity comes when all of it was done, how many are in place is told on the way, and another
// round begins at the top. Without this script the last word is there from the start.
const isDone = (practice) => {
  const scene = practice.querySelector(".scene-card:target");
  if (practice.matches(".tale")) return Boolean(scene?.querySelector("[data-end]"));
  if (practice.matches(".order")) return practice.querySelector("details").open;
  return [...practice.querySelectorAll(".try")].every((group) => group.querySelector("input:checked"));
};
const look = (practice) => {
  const tally = practice.querySelector(".tally");
  const total = practice.querySelectorAll(".try").length;
  const count = practice.querySelectorAll("input[data-fits]:checked").length;
  practice.classList.toggle("is-going", !isDone(practice));
  practice.classList.toggle("is-right", count === total);
  if (!tally) return;
  tally.hidden = !practice.querySelector("input:checked");
  tally.textContent = (count === total ? tally.dataset.all : tally.dataset.some).replace("%count%", count).replace("%total%", total);
};
for (const practice of document.querySelectorAll(".practice:is(.sort, .facts, .room, .chats, .tale, .order):not(.practice--opened)")) {
  practice.addEventListener("change", () => look(practice));
  practice.addEventListener("toggle", () => look(practice), true);
  practice.addEventListener("reset", () => setTimeout(() => look(practice)));
  addEventListener("hashchange", () => look(practice));
  look(practice);
}
for (const practice of document.querySelectorAll("form.practice:not(.tale)")) {
  practice.addEventListener("reset", () => {
    if (practice.getBoundingClientRect().top >= 0) return;
    practice.querySelector("input:not([hidden]), button:not([hidden])").focus({ preventScroll: true });
    practice.scrollIntoView();
  });
}
