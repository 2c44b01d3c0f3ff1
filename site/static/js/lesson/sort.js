// What is in its place comes to lie on the shelf of its group. Without this script there is no shelf.
for (const practice of document.querySelectorAll("[data-practice=sort]")) {
  const tries = practice.querySelector(".tries");
  const put = () =>
    practice.querySelectorAll(".sort__in").forEach((bin, place) => {
      const found = [...tries.querySelectorAll(`input:nth-of-type(${place + 1})[data-fits]:checked`)];
      const pictures = found.map((input) => input.parentElement.querySelector(":scope > .picture")?.cloneNode(true));
      bin.replaceChildren(...pictures.map((picture) => picture ?? Object.assign(document.createElement("b"), { textContent: "✓" })));
    });
  practice.addEventListener("change", put);
  // Another round has its cards in another order.
  practice.addEventListener("reset", () => {
    const cards = [...tries.children].map((card) => [Math.random(), card]).sort(([one], [other]) => one - other);
    tries.append(...cards.map(([, card]) => card));
    setTimeout(put);
  });
}
