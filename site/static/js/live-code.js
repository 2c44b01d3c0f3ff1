// The square code on the board leads here with its letters in the fragment, which browsers send to nobody.
const typed = location.hash.slice(1);
if (/^[A-Za-z]{6}$/.test(typed)) {
  document.getElementById("code").value = typed;
  history.replaceState(null, "", location.pathname);
}
