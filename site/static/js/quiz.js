// Sends answers without leaving the page, and keeps what could not be sent. Without this script the form sends itself.
// What is kept says which attempt, question and round, and by whom in a form that only the server can read.
const form = document.querySelector("form[data-unsent]");
const status = form.querySelector("[data-saving]");
const key = `waymark-unsent:${form.dataset.unsent}`;
const TOKEN = "csrfmiddlewaretoken";
const LONGEST = 30; // seconds between two tries

let sending = false;
let tries = 0;
let timer;

const say = (what) => (status.textContent = status.dataset[what]);

// A browser may refuse to keep anything; then only this page tries again.
const kept = (use) => {
  try {
    return use(sessionStorage);
  } catch {
    return null;
  }
};
const unsent = () => JSON.parse(kept((store) => store.getItem(key)));
const forget = () => kept((store) => store.removeItem(key));

function restore(pairs) {
  for (const field of form.elements) {
    if (!field.name || field.type === "hidden") continue;
    const values = pairs.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
    else field.value = values[0] ?? "";
  }
}

function go(url) {
  const here = location.href.split("#")[0];
  location.assign(url);
  if (new URL(url, here).href.split("#")[0] === here) location.reload();
}

function later(seconds) {
  say(unsent() ? "kept" : "waiting");
  const pause = Math.max(seconds, Math.min(2 ** tries, LONGEST));
  tries += 1;
  timer = setTimeout(send, 1000 * (pause + Math.random()));
}

// The server has something to say that is no "stored": let it say so on a page of its own.
function sendPlainly(pairs) {
  restore(pairs);
  form.submit();
}

async function send() {
  const pairs = unsent() ?? entries();
  if (sending) return;
  clearTimeout(timer);
  sending = true;
  say("saving");
  try {
    const response = await fetch(location.href, {
      method: "POST",
      body: new URLSearchParams([...pairs, [TOKEN, form.elements[TOKEN].value]]),
      headers: { Accept: "application/json" },
      redirect: "manual",
      signal: AbortSignal.timeout(20000),
    });
    if (response.ok) {
      const { next } = await response.json();
      forget();
      say("saved");
      go(next);
      return; // and stay "sending": a second click changes nothing
    }
    if (response.status === 429 || response.status >= 500) later(Number(response.headers.get("Retry-After")) || 0);
    else if (response.type === "opaqueredirect") location.reload(); // signed out: what is kept waits for its owner
    else {
      if (response.status !== 403) forget();
      sendPlainly(pairs);
    }
  } catch {
    later(0);
  }
  sending = false;
}

const entries = () => [...new FormData(form)].filter(([name]) => name !== TOKEN);

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (sending) return;
  kept((store) => store.setItem(key, JSON.stringify(entries())));
  tries = 0;
  send();
});
addEventListener("online", () => unsent() && send());
addEventListener("pageshow", (event) => event.persisted && location.reload());

const before = unsent();
if (before) {
  restore(before);
  send();
}
