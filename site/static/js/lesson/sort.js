// What is in its place comes to lie on the shelf of its group, and a narrow screen shows one card at a time. Without this
// script there is no shelf, and the cards stand below one another.
for (const practice of document.querySelectorAll("[data-practice=sort]:not(.practice--opened)")) {
  const tries = practice.querySelector(".tries");
  const turn = practice.querySelector(".turn");
  const [back, next] = turn.querySelectorAll("button");
  const said = turn.querySelector("[data-said]");
  let open = 0;

  const put = () =>
    practice.querySelectorAll(".sort__in").forEach((bin, place) => {
      const found = [...tries.querySelectorAll(`input:nth-of-type(${place + 1})[data-fits]:checked`)];
      const pictures = found.map((input) => input.parentElement.querySelector(":scope > .picture")?.cloneNode(true));
      bin.replaceChildren(...pictures.map((picture) => picture ?? Object.assign(document.createElement("b"), { textContent: "✓" })));
    });
  // After the last card comes the first one that was passed over.
  const following = () => {
    const cards = [...tries.children];
    return open + 1 < cards.length ? open + 1 : cards.findIndex((card) => !card.querySelector("input:checked"));
  };
  const show = () => {
    const cards = [...tries.children];
    cards.forEach((card, place) => card.classList.toggle("is-open", place === open));
    back.disabled = open === 0;
    next.disabled = [-1, open].includes(following());
    said.textContent = said.dataset.said.replace("%count%", open + 1).replace("%total%", cards.length);
  };
  const ask = (place) => {
    open = place;
    show();
    tries.children[open].querySelector("input:checked, input").focus({ preventScroll: true });
    tries.children[open].scrollIntoView({ block: "nearest" });
  };

  back.addEventListener("click", () => ask(open - 1));
  next.addEventListener("click", () => ask(following()));
  practice.addEventListener("change", () => {
    put();
    show();
  });
  // Another round has its cards in another order.
  practice.addEventListener("reset", () => {
    const cards = [...tries.children].map((card) => [Math.random(), card]).sort(([one], [other]) => one - other);
    tries.append(...cards.map(([, card]) => card));
    open = 0;
    show(); // at once, for the focus goes to the first card
    setTimeout(() => {
      put();
      show();
    });
  });
  practice.classList.add("is-live");
  show();
}
