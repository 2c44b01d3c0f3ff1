// Reports: "copy as a table", and what was chosen last stays chosen, for each user of this device. Nothing is sent.
const page = document.querySelector("[data-report-page]");

if (page) {
  const { user, reportPage } = page.dataset;
  const keyOf = (slug) => `waymark-report:${user}:${slug}`;
  const KEPT = ["term", "sort"]; // a course and a lesson belong to one class, these to all

  const keep = (slug, query) => {
    try {
      if (query) localStorage.setItem(keyOf(slug), query);
      else localStorage.removeItem(keyOf(slug));
    } catch {
      // a browser that keeps nothing
    }
  };
  const kept = (slug) => {
    try {
      return new URLSearchParams(localStorage.getItem(keyOf(slug)) ?? "");
    } catch {
      return new URLSearchParams();
    }
  };
  const chosen = (search) => {
    const all = new URLSearchParams(search);
    return new URLSearchParams(KEPT.filter((name) => all.get(name)).map((name) => [name, all.get(name)]));
  };

  if (location.search) {
    keep(reportPage, chosen(location.search).toString());
  } else if (kept(reportPage).size) {
    location.replace(`?${kept(reportPage)}`);
  }
  // A link to another report leads to what was chosen there.
  for (const link of document.querySelectorAll("a[data-report]")) {
    const url = new URL(link.href);
    for (const [name, value] of kept(link.dataset.report)) url.searchParams.set(name, value);
    link.href = url;
  }
  // A list that is changed shows at once; its button stays for whoever has no script.
  const choices = page.querySelector(".report__choices");
  choices?.addEventListener("change", () => choices.requestSubmit());

  // --- copy -------------------------------------------------------------------------------------------

  const copy = page.querySelector("[data-copy-table]");
  const table = page.querySelector("table");

  // What a spreadsheet would calculate stays text, as in our files.
  const text = (cell) => {
    const said = cell.querySelector(".soft")?.textContent === "–" ? "" : cell.textContent.trim().replace(/\s+/g, " ");
    return !cell.matches(".number") && /^[=+\-@]/.test(said) ? `'${said}` : said;
  };
  const escaped = (said) => said.replace(/[&<>]/g, (letter) => `&#${letter.charCodeAt(0)};`);
  const rows = () => [...table.rows].map((row) => [...row.cells].map((cell) => [cell.localName, text(cell).replace(/ [↑↓]$/, "")]));
  const asText = () => rows().map((row) => row.map(([, said]) => said).join("\t")).join("\n");
  const asTable = () =>
    `<table>${rows().map((row) => `<tr>${row.map(([tag, said]) => `<${tag}>${escaped(said)}</${tag}>`).join("")}</tr>`).join("")}</table>`;

  const write = () =>
    window.ClipboardItem
      ? navigator.clipboard.write([
          new ClipboardItem({
            "text/plain": new Blob([asText()], { type: "text/plain" }),
            "text/html": new Blob([asTable()], { type: "text/html" }),
          }),
        ])
      : navigator.clipboard.writeText(asText());

  if (copy && table && navigator.clipboard) {
    const status = page.querySelector("[data-copied]");
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      status.textContent = await write().then(() => status.dataset.copied, () => status.dataset.notCopied);
    });
  }
}
