// The QR code on a card leads here with its token in the fragment, which browsers send to nobody.
// Take it out of the address first, then post it. Without this script the page asks for the words.
const TOKEN = /^[\w-]{20,80}$/;
const form = document.getElementById("by-token");

function show(opening) {
  document.getElementById("opening").hidden = !opening;
  document.getElementById("ask").hidden = opening;
}

function open() {
  const token = location.hash.slice(1);
  if (!TOKEN.test(token)) return;
  history.replaceState(null, "", location.pathname);
  form.elements.token.value = token;
  show(true);
  form.submit();
}

addEventListener("hashchange", open);
addEventListener("pageshow", (event) => event.persisted && show(false));
open();
