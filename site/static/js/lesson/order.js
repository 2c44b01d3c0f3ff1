// Cards to put in order by buttons. Without this script a good order is there to be opened and compared.
const calm = matchMedia("(prefers-reduced-motion: reduce)");
for (const practice of document.querySelectorAll("[data-practice=order]:not(.practice--opened)")) {
  const list = practice.querySelector("[data-order-cards]");
  const said = practice.querySelector("[data-said]");
  const check = practice.querySelector("[data-check]");
  const first = [...list.children];

  const settle = () =>
    [...list.children].forEach((item, place, all) => {
      item.querySelector("[data-by='-1']").ariaDisabled = place === 0;
      item.querySelector("[data-by='1']").ariaDisabled = place === all.length - 1;
      delete item.dataset.right;
    });

  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-by]");
    if (!button) return;
    const item = button.closest("li");
    const neighbour = button.dataset.by < 0 ? item.previousElementSibling : item.nextElementSibling;
    if (!neighbour) return;
    const before = [item, neighbour].map((one) => one.offsetTop);
    button.dataset.by < 0 ? item.after(neighbour) : item.before(neighbour); // the neighbour moves: the focus stays
    if (!calm.matches) [item, neighbour].forEach((one, place) => one.animate({ translate: [`0 ${before[place] - one.offsetTop}px`, "0"] }, { duration: 180, easing: "ease-out" }));
    settle();
    said.dataset.is = "";
    said.textContent = said.dataset.said
      .replace("%text%", item.querySelector(".order-item__text").textContent)
      .replace("%place%", [...list.children].indexOf(item) + 1)
      .replace("%total%", list.children.length);
  });
  check.addEventListener("click", () => {
    const items = [...list.children];
    const misplaced = (order) => items.filter((item, place) => item.dataset.place !== order[place]);
    const nearest = list.dataset.orderCards.split("|").map((order) => misplaced(order.split(" ")));
    const elsewhere = nearest.reduce((best, other) => (other.length < best.length ? other : best));
    for (const item of items) item.dataset.right = !elsewhere.includes(item);
    said.dataset.is = elsewhere.length ? "not-yet" : "fits";
    said.textContent = elsewhere.length ? said.dataset.notYet.replace("%count%", elsewhere.length) : said.dataset.right;
    if (!elsewhere.length) practice.querySelector("details").open = true;
  });
  practice.addEventListener("reset", () => {
    list.append(...first);
    said.textContent = said.dataset.is = "";
    practice.querySelector("details").open = false;
    settle();
  });
  for (const hidden of practice.querySelectorAll(".order-item__moves, [data-check]")) hidden.hidden = false;
  settle();
}
