// Says what this device can do, for whoever looks after a school's devices. Nothing of it is sent.
const list = document.querySelector("[data-device-check]");

function tell(name, good) {
  const item = list.querySelector(`[data-check=${name}]`);
  item.hidden = false;
  item.dataset.state = good ? "good" : "care";
  item.querySelector("span").textContent = good ? item.dataset.good : item.dataset.bad;
}

function keeps() {
  try {
    sessionStorage.setItem("waymark-check", "1");
    sessionStorage.removeItem("waymark-check");
    return true;
  } catch {
    return false;
  }
}

const voices = () => speechSynthesis.getVoices().some((voice) => voice.localService && voice.lang.startsWith("en"));

list.querySelector("[data-check=script]").hidden = true;
tell("cookies", navigator.cookieEnabled);
tell("storage", keeps());
tell("voice", "speechSynthesis" in window && voices());
window.speechSynthesis?.addEventListener?.("voiceschanged", () => tell("voice", voices()));
