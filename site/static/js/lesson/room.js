// The drawn room does what was chosen for a thing, and a tap on a thing goes to its card. Without this script the cards
// below the drawing are all there is to use.
for (const practice of document.querySelectorAll("[data-practice=room]")) {
  const drawn = (name) => practice.querySelector(`svg [data-thing="${name}"]`);
  const cards = [...practice.querySelectorAll(".try[data-thing]")];

  for (const card of cards) {
    const thing = drawn(card.dataset.thing);
    if (!thing) continue;
    thing.classList.add("is-asked");
    thing.addEventListener("click", () => {
      card.scrollIntoView({ block: "center", behavior: "smooth" });
      card.querySelector("input:checked, input").focus({ preventScroll: true });
    });
    card.addEventListener("change", (event) => (thing.dataset.state = event.target.value));
    card.addEventListener("focusin", () => thing.classList.add("is-target"));
    card.addEventListener("focusout", () => thing.classList.remove("is-target"));
  }
  practice.addEventListener("reset", () => cards.forEach((card) => delete drawn(card.dataset.thing)?.dataset.state));
}
