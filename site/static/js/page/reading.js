// The reading panel: each choice stands on <html> as data-…, and on this device until it is changed.
const panel = document.querySelector("[data-reading]");
if (panel) {
  const KEY = "waymark-reading";
  const root = document.documentElement;
  const choices = [...panel.querySelectorAll("input[type=radio]")];

  const keep = (settings) => {
    try {
      if (Object.keys(settings).length) localStorage.setItem(KEY, JSON.stringify(settings));
      else localStorage.removeItem(KEY);
    } catch {
      // a browser that keeps nothing: it holds for this page
    }
  };
  const apply = () => {
    const settings = {};
    for (const { name, value, checked } of choices) {
      if (!checked) continue;
      if (value) settings[name] = root.dataset[name] = value;
      else delete root.dataset[name];
    }
    keep(settings);
  };

  for (const choice of choices) choice.checked = (root.dataset[choice.name] ?? "") === choice.value;
  panel.addEventListener("change", apply);
  panel.addEventListener("reset", () => setTimeout(apply));
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    panel.open = false;
    panel.querySelector("summary").focus();
  });
  // It would lie over what is focused next.
  panel.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !panel.contains(relatedTarget)) panel.open = false;
  });
  document.addEventListener("click", (event) => {
    if (panel.open && !panel.contains(event.target)) panel.open = false;
  });
  panel.hidden = false;
}
