// Reads a block or a question aloud, with a voice of this device only: the others send the text to somebody else.
// Where there is no such voice, there is no button.
const speech = window.speechSynthesis;
const template = document.querySelector("[data-listen]");
const regions = document.querySelectorAll("[data-aloud]");
if (speech && template && regions.length) {
  const PARTS = "h1, h2, h3, p, li, legend, label, summary, dt, dd, caption";
  const voice = () => {
    const own = speech.getVoices().filter((found) => found.localService && found.lang.startsWith("en"));
    return own.find((found) => found.lang.replace("_", "-") === "en-GB") ?? own[0];
  };
  const visible = (part) => part.checkVisibility?.() ?? part.offsetParent !== null;
  let reading; // the button that is reading now
  let marked;

  const mark = (part) => {
    marked?.classList.remove("is-spoken");
    CSS.highlights?.delete("spoken");
    marked = part;
    marked?.classList.add("is-spoken");
  };
  const stop = () => {
    const button = reading;
    reading = null;
    mark(null);
    button?.setAttribute("aria-pressed", "false");
    speech.cancel();
  };

  // The words of a part, and where in which text node each of them stands.
  function words(part) {
    const nodes = [];
    let text = "";
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      if (walker.currentNode.parentElement.closest("button, [aria-hidden=true], .visually-hidden")) continue;
      nodes.push({ node: walker.currentNode, from: text.length });
      text += walker.currentNode.data;
    }
    return { nodes, text };
  }
  function markWord(nodes, from, length) {
    const found = nodes.findLast(({ from: start }) => start <= from);
    if (!found || !length || !window.Highlight) return;
    const range = new Range();
    range.setStart(found.node, Math.min(from - found.from, found.node.length));
    range.setEnd(found.node, Math.min(from - found.from + length, found.node.length));
    CSS.highlights.set("spoken", new Highlight(range));
  }

  function say(parts, button) {
    const part = parts.shift();
    if (!part || reading !== button) return reading === button && stop();
    const { nodes, text } = words(part);
    if (!text.trim()) return say(parts, button);
    const spoken = new SpeechSynthesisUtterance(text);
    Object.assign(spoken, { voice: voice(), lang: voice().lang, rate: 0.95 });
    spoken.onboundary = (event) => event.name === "word" && markWord(nodes, event.charIndex, event.charLength);
    spoken.onend = () => say(parts, button);
    spoken.onerror = () => reading === button && stop();
    mark(part);
    speech.speak(spoken);
  }

  function start(region, button) {
    stop();
    reading = button;
    button.setAttribute("aria-pressed", "true");
    const all = [...region.querySelectorAll(PARTS), ...(region.matches(PARTS) ? [region] : [])];
    say(all.filter((part) => visible(part) && !all.some((other) => other !== part && other.contains(part))), button);
  }

  function offer() {
    if (!voice() || document.querySelector(".listen")) return;
    for (const region of regions) {
      const button = template.content.firstElementChild.cloneNode(true);
      button.addEventListener("click", () => (reading === button ? stop() : start(region, button)));
      if (region.matches(PARTS)) region.after(button);
      else region.prepend(button);
    }
  }
  speech.addEventListener?.("voiceschanged", offer);
  addEventListener("pagehide", stop);
  offer();
}
