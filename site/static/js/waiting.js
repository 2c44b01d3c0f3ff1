// Looks whether what the worker makes is there, a little later each time: shows how far it is, and the page anew when
// it is done. What waits says its state in `data-waits`.
const WAITS = [1, 1, 2, 2, 3, 3, 5, 5, 10, 10, 15, 15, 20, 20, 30, 30]; // seconds
const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));
const waiting = (page) => [...page.querySelectorAll("[data-waits]")];
const states = (page) => waiting(page).map((place) => place.dataset.waits).join(" ");
const shown = (page) => [...page.querySelectorAll("[data-progress]")];

async function now() {
  const response = await fetch(location.href, { cache: "no-store" });
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

// The bar and its words move on in place, so that whoever is about to press "Stop" still finds it.
function moveOn(page) {
  const fresh = shown(page);
  return shown(document).filter((place, number) => {
    const changed = fresh[number] && fresh[number].innerHTML !== place.innerHTML;
    if (changed) place.replaceChildren(...fresh[number].childNodes);
    return changed;
  }).length;
}

for (let turn = 0; turn < WAITS.length; turn++) {
  await pause(WAITS[turn]);
  if (document.hidden) continue;
  const page = await now().catch(() => document); // a lost connection comes back
  if (states(page) !== states(document)) {
    location.reload();
    break;
  }
  if (moveOn(page)) turn = 0;
}
