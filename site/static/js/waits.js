// Looks whether a paper that the worker makes is there, a little later each time, and shows the page anew when it is.
const WAITS = [1, 1, 2, 2, 3, 3, 5, 5, 10, 10, 15, 15, 20, 20, 30, 30]; // seconds
const stateIn = (page) => page.querySelector("[data-waits]")?.dataset.waits;
const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));

async function stateNow() {
  const response = await fetch(location.href, { cache: "no-store" });
  return stateIn(new DOMParser().parseFromString(await response.text(), "text/html"));
}

for (const seconds of WAITS) {
  await pause(seconds);
  if (document.hidden) continue;
  const state = await stateNow().catch(() => stateIn(document)); // a lost connection comes back
  if (state !== stateIn(document)) {
    location.replace(location.href);
    break;
  }
}
