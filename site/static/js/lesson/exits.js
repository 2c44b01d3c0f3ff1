// Puts the chosen parts of a line together. Without this script they are read from the lists.
for (const practice of document.querySelectorAll("[data-practice=exits]:not(.practice--opened)")) {
  const said = practice.querySelector("[data-said]");
  const put = () => {
    const lines = [...practice.querySelectorAll("input:checked")].map((input) => input.nextElementSibling.textContent);
    const chosen = lines.filter((line) => !line.startsWith("(")).map((line) => line.replace(/^“|”$/g, "")); // (say nothing)
    said.textContent = chosen.length ? `“${chosen.join(" ")}”` : said.dataset.said;
  };
  practice.addEventListener("change", put);
  practice.addEventListener("reset", () => setTimeout(put));
  put();
}
