// Keeps a teacher's screen up to date: numbers at once, the list of people in place, the whole page when the class has
// moved, from whichever window. A clicker's keys press the board's buttons.
const room = document.querySelector("[data-state-url]");
const people = document.querySelector("[data-people]");
const { stateUrl, key } = room.dataset;
const isBoard = room === document.body;
const leaving = () => "leaving" in document.documentElement.dataset;

function busy() {
  return document.activeElement?.matches("input[type=number]") || people?.querySelector("details[open]");
}

// Each copy carries a token of its own; only what differs besides is news.
const plain = (html) => html.replace(/value="\w{64}"/, "");
let drawn = "";

function redraw(html) {
  if (!people || html === undefined || busy() || plain(html) === drawn) return;
  drawn = plain(html);
  const news = new DOMParser().parseFromString(html, "text/html").body;
  if (people.querySelector("[name=back]")) people.querySelector("h2").textContent = news.querySelector("h2").textContent;
  else people.replaceChildren(...news.childNodes);
}

async function ask() {
  try {
    const reply = await fetch(stateUrl, { headers: { Accept: "application/json" }, redirect: "manual" });
    if ((reply.type === "opaqueredirect" || reply.status === 404) && !leaving()) return location.reload();
    if (reply.ok) {
      const told = await reply.json();
      if (told.key !== key && !leaving() && !document.activeElement?.matches("input[type=number]")) return location.reload();
      for (const [fact, number] of Object.entries(told.facts)) {
        for (const place of document.querySelectorAll(`[data-fact=${fact}]`)) place.textContent = number;
        for (const place of document.querySelectorAll(`[data-when=${fact}]`)) place.hidden = !number;
      }
      redraw(told.people);
    }
  } catch {
    // no connection: asked again below
  }
  setTimeout(ask, (document.hidden ? 15000 : 1500) + 500 * Math.random());
}

const KEYS = { ArrowRight: "next", PageDown: "next", ArrowLeft: "back", PageUp: "back" };
if (isBoard) {
  addEventListener("keydown", (event) => {
    if (event.target.matches("input, select, textarea, label, [data-practice] *")) return;
    const button = document.querySelector(`button[data-key=${KEYS[event.key]}]`);
    if (KEYS[event.key] && button) {
      event.preventDefault();
      button.click();
    }
  });
  const full = document.querySelector("[data-full]");
  if (full && document.fullscreenEnabled) {
    full.hidden = false;
    full.addEventListener("click", () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()));
  }
  navigator.wakeLock?.request("screen").catch(() => {});
}
setTimeout(ask, 1500);
