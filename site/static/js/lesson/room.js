// The drawn room does what was chosen for a thing, and one thing is asked about at a time: the one that was tapped in the
// drawing, or in the row of numbers below it. Without this script all cards stand below the drawing.
const calm = matchMedia("(prefers-reduced-motion: reduce)");
for (const practice of document.querySelectorAll("[data-practice=room]:not(.practice--opened)")) {
  const cards = [...practice.querySelectorAll(".try[data-thing]")];
  const things = cards.map((card) => practice.querySelector(`svg [data-thing="${card.dataset.thing}"]`));
  const places = [...practice.querySelectorAll(".room__place")];
  const view = practice.querySelector(".room__view");
  const next = practice.querySelector(".room__next");
  const chosen = (card) => card.querySelector("input:checked");
  const drawn = (name, attributes) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  const marks = things.map((thing) => {
    const hit = thing?.querySelector(".thing__hit");
    if (!hit) return undefined;
    const [cx, cy] = ["x", "y"].map((name) => Number(hit.getAttribute(name)) + 14);
    const mark = drawn("g", { class: "room__mark" });
    mark.append(drawn("circle", { cx, cy }), drawn("text", { x: cx, y: cy, dy: "0.35em" }));
    thing.append(mark);
    thing.classList.add("is-asked");
    return mark;
  });
  let open = 0;

  const show = () => {
    cards.forEach((card, place) => {
      const input = chosen(card);
      const state = input ? ("fits" in input.dataset ? "fits" : "not-yet") : "";
      card.classList.toggle("is-open", place === open);
      places[place].dataset.state = state;
      places[place].ariaCurrent = place === open ? "true" : null;
      if (!marks[place]) return;
      if (input) things[place].dataset.state = input.value;
      else delete things[place].dataset.state;
      things[place].classList.toggle("is-target", place === open);
      marks[place].dataset.state = state;
      marks[place].lastChild.textContent = state === "fits" ? "✓" : place + 1;
    });
    next.hidden = !chosen(cards[open]) || cards.every(chosen);
  };
  const ask = (place) => {
    open = place;
    show();
    cards[open].querySelector("input:checked, input").focus({ preventScroll: true });
    settle();
  };
  // What changes in the drawing and what is said below it are seen together.
  const settle = () => {
    const { bottom } = next.hidden ? cards[open].getBoundingClientRect() : next.getBoundingClientRect();
    if (bottom > innerHeight || view.getBoundingClientRect().top < 0) view.scrollIntoView({ behavior: calm.matches ? "auto" : "smooth" });
  };

  things.forEach((thing, place) => thing?.addEventListener("click", () => ask(place)));
  places.forEach((button, place) => button.addEventListener("click", () => ask(place)));
  next.addEventListener("click", () => {
    const order = [...cards.keys()].map((step) => (open + step + 1) % cards.length);
    ask(order.find((place) => !chosen(cards[place])));
  });
  practice.addEventListener("change", () => {
    show();
    settle();
  });
  practice.addEventListener("reset", () => {
    open = 0;
    setTimeout(show);
  });
  practice.querySelector(".room__places").hidden = false;
  practice.classList.add("is-live");
  show();
}
