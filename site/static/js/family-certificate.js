// Names for the family's certificate: typed here, shown on the paper, and sent nowhere.
const field = document.querySelector("[data-names]");
const shown = document.querySelector("[data-names-shown]");
const button = document.querySelector("[data-print-page]");
field.hidden = button.hidden = false;
field.querySelector("input").addEventListener("input", (event) => {
  shown.textContent = event.target.value;
});
button.addEventListener("click", () => print());
