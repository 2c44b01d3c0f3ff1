// Puts the chosen parts of a line together: what is said in quotation marks, what is [done] below it, and nothing of what
// is (left out). Without this script they are read from the lists.
for (const practice of document.querySelectorAll("[data-practice=exits]:not(.practice--opened)")) {
  const said = practice.querySelector("[data-said]");
  const put = () => {
    const lines = [...practice.querySelectorAll("input:checked")].map((input) => input.nextElementSibling.textContent);
    const words = lines.filter((line) => !/^[([]/.test(line)).map((line) => line.replace(/^“|”$/g, ""));
    const done = lines.filter((line) => line.startsWith("["));
    const chosen = [words.length && `“${words.join(" ")}”`, ...done].filter(Boolean);
    said.textContent = chosen.join("\n") || said.dataset.said;
  };
  practice.addEventListener("change", put);
  practice.addEventListener("reset", () => setTimeout(put));
  put();
}
