// Follows the class: asks every two seconds or so whether it has moved, and then shows the page anew.
// An answer on its way is not left behind: quiz.js keeps it, and this waits until it is sent.
const bar = document.querySelector("[data-live]");
const lost = document.querySelector("[data-lost]");
const EVERY = 2000;
const HIDDEN = 15000;
const LONGEST = 30000;

let { live: url, version, key } = bar.dataset;
let misses = 0;
let timer;
const leaving = () => "leaving" in document.documentElement.dataset;

function unsent() {
  const form = document.querySelector("form[data-unsent]");
  try {
    return form && sessionStorage.getItem(`waymark-unsent:${form.dataset.unsent}`);
  } catch {
    return null;
  }
}

function take(news) {
  if (leaving()) return;
  if (news.go) return location.replace(news.go);
  ({ v: version, poll: url } = news);
  if (news.key !== key && !unsent()) {
    key = news.key;
    location.replace(location.pathname);
  }
}

function again() {
  clearTimeout(timer);
  const pause = document.hidden ? HIDDEN : EVERY;
  timer = setTimeout(ask, Math.min(pause * 2 ** misses, LONGEST) * (0.8 + 0.4 * Math.random()));
}

async function ask() {
  try {
    const reply = await fetch(`${url}?v=${version}`, { redirect: "manual", signal: AbortSignal.timeout(10000) });
    if (reply.status === 200) take(await reply.json());
    else if ((reply.type === "opaqueredirect" || reply.status === 404) && !leaving()) location.reload();
    misses = reply.status >= 500 || reply.status === 429 ? misses + 1 : 0;
  } catch {
    misses += 1;
  }
  lost.hidden = misses < 3;
  again();
}

document.addEventListener("visibilitychange", () => document.hidden || ask());
addEventListener("online", ask);
again();
