// Puts the items of a list in order by buttons or by dragging. The selects stay the answer; without this script they
// are also how it is given.
for (const list of document.querySelectorAll("[data-order]")) {
  const items = () => [...list.children];
  const selectOf = (item) => item.querySelector("select");
  const textOf = (item) => item.querySelector("label").textContent.trim();
  const tools = list.parentElement.querySelector("[data-order-moves]").content;
  const middle = (item) => item.getBoundingClientRect().top + item.offsetHeight / 2;
  const said = list.parentElement.querySelector("[data-order-said]");

  function number() {
    items().forEach((item, place, all) => {
      selectOf(item).value = place + 1;
      item.querySelector("[data-place]").textContent = place + 1;
      item.querySelector("[data-by='-1']").ariaDisabled = place === 0;
      item.querySelector("[data-by='1']").ariaDisabled = place === all.length - 1;
    });
  }

  function tell(item) {
    said.textContent = said.dataset.orderSaid
      .replace("%text%", textOf(item))
      .replace("%place%", selectOf(item).value)
      .replace("%total%", items().length);
  }

  // The neighbour moves, not the item: so the item keeps the focus and the pointer.
  function move(item, by) {
    const neighbour = by < 0 ? item.previousElementSibling : item.nextElementSibling;
    if (!neighbour) return false;
    by < 0 ? item.after(neighbour) : item.before(neighbour);
    number();
    return true;
  }

  function drag(item, grip) {
    grip.style.touchAction = "none";
    grip.addEventListener("pointerdown", (event) => {
      grip.setPointerCapture(event.pointerId);
      item.classList.add("is-moved");
      event.preventDefault();
    });
    grip.addEventListener("pointermove", (event) => {
      if (!grip.hasPointerCapture(event.pointerId)) return;
      const { previousElementSibling: above, nextElementSibling: below } = item;
      if (above && event.clientY < middle(above)) move(item, -1);
      else if (below && event.clientY > middle(below)) move(item, 1);
    });
    grip.addEventListener("lostpointercapture", () => {
      item.classList.remove("is-moved");
      tell(item);
    });
  }

  for (const item of items()) {
    item.append(tools.cloneNode(true));
    item.prepend(item.querySelector("[data-place]"));
    selectOf(item).hidden = true;
    item.querySelector("label").removeAttribute("for"); // it names what is in sight
    for (const button of item.querySelectorAll("button")) {
      button.ariaLabel = `${button.ariaLabel}: ${textOf(item)}`;
      button.addEventListener("click", () => move(item, Number(button.dataset.by)) && tell(item));
    }
    drag(item, item.querySelector("[data-grip]"));
  }
  // An answer that was given before, or kept on this device, comes back in its own order.
  const placed = items().sort((one, other) => selectOf(one).value - selectOf(other).value);
  if (placed.every((item) => selectOf(item).value)) list.append(...placed);
  number();
}
