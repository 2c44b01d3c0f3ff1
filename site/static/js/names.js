// A list of pupils that was pasted, and what was read of it, stay in the browser, with their place in its history. So
// "back" asks for no form to be sent anew and loses no name, and the server keeps none that no teacher has added.
const pasted = document.querySelector("main [name=names]");
const form = pasted?.form ?? document.querySelector("main form");
const names = () =>
  pasted?.value ?? [...form.querySelectorAll("[name=name]")].map((field) => field.value).join("\n");
// The answer to a form becomes a page of its own address, which is the form.
const keep = () => history.replaceState({ names: names() }, "");

if (pasted) pasted.value ||= history.state?.names ?? "";
keep();
form.addEventListener("submit", keep);
document.querySelector("main [data-back]")?.addEventListener("click", (event) => {
  event.preventDefault();
  history.back();
});
