// Reports: "copy as a table", and what was chosen last stays chosen, for each user of this device. Nothing is sent.
const page = document.querySelector("[data-report-page]");

if (page) {
  const { user, reportPage } = page.dataset;
  const keyOf = (place) => `waymark-report:${user}:${place}`;
  // Term and order are those of a report, whichever class it is of; a course and a lesson belong to the class, which is
  // the number in the address.
  const OF_REPORT = ["term", "sort"];
  const OF_CLASS = ["course", "lesson"];
  const inClass = (slug, path) => `${slug}:${path.match(/\d+/g)}`;

  const keep = (place, names, search) => {
    const all = new URLSearchParams(search);
    const chosen = new URLSearchParams(names.filter((name) => all.get(name)).map((name) => [name, all.get(name)]));
    try {
      if (chosen.size) localStorage.setItem(keyOf(place), chosen);
      else localStorage.removeItem(keyOf(place));
    } catch {
      // a browser that keeps nothing
    }
  };
  const kept = (...places) => {
    try {
      return places.flatMap((place) => [...new URLSearchParams(localStorage.getItem(keyOf(place)) ?? "")]);
    } catch {
      return [];
    }
  };

  const { pathname, search } = location;
  const before = kept(reportPage, inClass(reportPage, pathname));
  if (search) {
    keep(reportPage, OF_REPORT, search);
    keep(inClass(reportPage, pathname), OF_CLASS, search);
  } else if (before.length) {
    location.replace(`?${new URLSearchParams(before)}`);
  }
  // A link to another report leads to what was chosen there, of the course that one is at.
  for (const link of document.querySelectorAll("a[data-report]")) {
    const url = new URL(link.href);
    const { report } = link.dataset;
    const there = new URLSearchParams(kept(report, inClass(report, url.pathname)));
    const course = url.searchParams.get("course");
    if (course && (there.get("course") ?? course) !== course) there.delete("lesson");
    for (const [name, value] of there) if (!url.searchParams.has(name)) url.searchParams.set(name, value);
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
