// Puts a reader's own settings on the page before it is drawn. They are kept on this device and sent nowhere.
try {
  const settings = JSON.parse(localStorage.getItem("waymark-reading")) || {};
  for (const [name, value] of Object.entries(settings)) document.documentElement.dataset[name] = value;
} catch {
  // nothing kept, or not allowed to look: the page is as it comes
}
