// Who can see what now? Computed anew from all settings each time one moves. Without this script each setting says
// what it does by itself.
for (const practice of document.querySelectorAll("[data-practice=privacy]")) {
  const said = practice.querySelector("[data-said]");
  const cells = [...practice.querySelectorAll("[data-viewer]")];
  const bar = practice.querySelector("[data-bar]");
  const seenBy = (input) => input.dataset.seenBy.split("|");

  const compute = () => {
    const chosen = [...practice.querySelectorAll("input:checked")];
    const limits = chosen.filter((input) => "limits" in input.dataset).map(seenBy);
    const allowed = new Map(chosen.map((input) => [input.closest("[data-setting]").dataset.setting, seenBy(input)]));
    for (const cell of cells) {
      const { viewer } = cell.dataset;
      const sees = allowed.get(cell.closest("tr").dataset.row).includes(viewer) && limits.every((few) => few.includes(viewer));
      cell.dataset.sees = sees ? "yes" : "no";
    }
    for (const total of bar.querySelectorAll("[data-count]")) {
      const own = cells.filter((cell) => cell.dataset.viewer === total.dataset.count);
      total.textContent = `${own.filter((cell) => cell.dataset.sees === "yes").length} / ${own.length}`;
    }
    const count = cells.filter((cell) => cell.dataset.sees === "yes").length;
    said.textContent = said.dataset.said.replace("%count%", count).replace("%total%", cells.length);
  };
  practice.addEventListener("change", (event) => {
    event.target.closest("[data-setting]").classList.add("is-touched");
    compute();
  });
  practice.addEventListener("reset", () => {
    for (const touched of practice.querySelectorAll(".is-touched")) touched.classList.remove("is-touched");
    setTimeout(compute);
  });
  practice.classList.add("is-live");
  practice.querySelector("[data-now]").hidden = bar.hidden = false;
  bar.ariaHidden = "true"; // the line above it says it in words
  compute();
}
