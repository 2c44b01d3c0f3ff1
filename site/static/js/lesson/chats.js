// Chats unfold line by line. Without this script all lines are there from the start.
for (const practice of document.querySelectorAll("[data-practice=chats]:not(.practice--opened)")) {
  for (const chat of practice.querySelectorAll(".try--chat")) {
    const lines = [...chat.querySelectorAll("label.bubble")];
    const last = chat.querySelector(".chat__ordinary");
    const next = Object.assign(document.createElement("button"), { type: "button", className: "button button--small chat__next", textContent: practice.dataset.next });
    let shown = 1;
    const show = () => {
      lines.forEach((line, place) => {
        line.hidden = document.getElementById(line.htmlFor).hidden = place >= shown;
      });
      next.hidden = shown >= lines.length;
      last.hidden = document.getElementById(last.htmlFor).hidden = !next.hidden;
    };
    document.getElementById(last.htmlFor).before(next);
    next.addEventListener("click", () => {
      shown += 1;
      show();
      if (next.hidden) document.getElementById(last.htmlFor).focus();
    });
    chat.addEventListener("change", () => {
      shown = lines.length;
      show();
    });
    practice.addEventListener("reset", () => {
      shown = 1;
      show();
    });
    show();
  }
}
