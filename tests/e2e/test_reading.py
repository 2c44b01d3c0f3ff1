"""A reader's own settings, reading aloud, and leaving a page at once."""

import re

import pytest
from playwright.sync_api import expect

from tests.walk import looking

# A voice of the device and one that would send the text away; each says a word every 20 ms.
VOICES = """
  const voice = (name, localService, lang = "en-GB") => ({ name, localService, lang, default: false, voiceURI: name });
  const REMOTE = [voice("Far away", false)];
  const LOCAL = [voice("Welsh", true, "cy-GB"), voice("American", true, "en-US"), voice("Here", true)];
  window.said = []; // what was spoken, and by whom
  window.lit = []; // the words that were marked, one by one
  let timer;
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  const speech = {
    getVoices: () => window.ownVoices === false ? REMOTE : [...REMOTE, ...LOCAL],
    addEventListener() {},
    cancel() { clearInterval(timer); },
    speak(spoken) {
      said.push({ text: spoken.text, voice: spoken.voice?.name });
      const words = [...spoken.text.matchAll(/\\S+/g)];
      timer = setInterval(() => {
        const word = words.shift();
        if (word) {
          spoken.onboundary?.({ name: "word", charIndex: word.index, charLength: word[0].length });
          lit.push([...CSS.highlights.get("spoken")].join());
          return;
        }
        clearInterval(timer);
        spoken.onend?.({});
      }, 20);
    },
  };
  Object.defineProperty(window, "speechSynthesis", { value: speech });
"""


@pytest.fixture
def tab(walk):
    """A tab of a visitor's own."""
    tab = walk.new_tab()
    yield tab
    tab.context.close()


@pytest.fixture
def step(walk):
    return next(page for page in walk.named("courses:step") if page.band == "navigators").path


@pytest.fixture
def sensitive_step(walk):
    return next(p for p in walk.named("courses:step") if p.band == "navigators" and p.what.endswith("leave")).path


# --- read aloud -----------------------------------------------------------------------------------------


def test_a_block_is_read_by_a_voice_of_the_device(tab, step):
    tab.add_init_script(VOICES)
    tab.goto(step)
    button = tab.locator("[data-aloud]:has(p ~ p) > .listen").first
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    tab.wait_for_function("() => said.length > 1")
    first = tab.evaluate("said[0].text").split()
    assert tab.evaluate("lit")[: len(first)] == first
    assert {spoken["voice"] for spoken in tab.evaluate("said")} == {"Here"}
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    assert tab.locator(".is-spoken").count() == 0
    assert tab.evaluate("CSS.highlights.has('spoken')") is False


def test_a_question_is_read_to_its_end(walk):
    page = next(p for p in walk.named("quizzes:question") if p.band == "explorers" and p.what == "single_choice open")
    tab = walk.new_tab(page.who)
    tab.add_init_script(VOICES)
    tab.goto(page.path)
    button = tab.get_by_role("button", name="Listen").first
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false", timeout=20_000)
    said = " ".join(spoken["text"] for spoken in tab.evaluate("said"))
    stem = tab.locator(".question__stem").inner_text()
    for text in [stem, *tab.locator(".choice__text").all_inner_texts()]:
        assert said.count(text) == 1, text
    tab.context.close()


def test_no_button_where_every_voice_is_far_away(tab, step):
    tab.add_init_script("window.ownVoices = false;" + VOICES)
    tab.goto(step)
    tab.locator("[data-reading]").wait_for()
    assert tab.locator(".listen").count() == 0
    assert tab.evaluate("said.length") == 0


def test_no_button_where_the_browser_does_not_speak(tab, step):
    tab.add_init_script("Object.defineProperty(window, 'speechSynthesis', { value: undefined })")
    tab.goto(step)
    tab.locator("[data-reading]").wait_for()
    assert tab.locator(".listen").count() == 0
    assert tab.troubles == []


# --- the reading panel ----------------------------------------------------------------------------------

CHOICES = [
    ("size", "larger"),
    ("space", "wide"),
    ("letters", "lexend"),
    ("scheme", "dark"),
    ("contrast", "more"),
    ("motion", "less"),
]


def choose(tab, name, value):
    tab.locator(f"label:has(> [name={name}][value={value}])").click()


def test_choices_stay_on_the_device(tab, step):
    tab.goto(step)
    asked = []
    tab.on("request", lambda request: asked.append(f"{request.method} {request.url}"))
    tab.locator("[data-reading] summary").click()
    for name, value in CHOICES:
        choose(tab, name, value)
        assert tab.evaluate(f"document.documentElement.dataset.{name}") == value
    # A font is a file like any other.
    assert all(re.match(r"GET http://localhost:\d+/static/[^?]*$", request) for request in asked), asked
    assert tab.evaluate("Object.keys(localStorage)") == ["waymark-reading"]
    assert tab.evaluate("sessionStorage.length") == 0
    assert "reading" not in str(tab.context.cookies())


def test_choices_hold_before_the_page_is_drawn(tab, step):
    tab.goto("/")
    tab.evaluate("localStorage.setItem('waymark-reading', JSON.stringify({ scheme: 'dark', size: 'larger' }))")
    tab.route("**/page*.js", lambda route: route.abort())
    tab.add_init_script("""
      new PerformanceObserver((list) => {
        window.painted ??= [document.documentElement.dataset.scheme, document.documentElement.dataset.size].join();
      }).observe({ type: "paint", buffered: true });
      new MutationObserver((_records, observer) => {
        if (!document.body) return;
        window.atBody = document.documentElement.dataset.scheme;
        observer.disconnect();
      }).observe(document, { childList: true, subtree: true });
    """)
    tab.goto(step)
    tab.wait_for_function("() => window.painted")
    assert tab.evaluate("[atBody, painted]") == ["dark", "dark,larger"]
    assert tab.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"


def test_the_panel_by_keyboard(tab, step):
    tab.goto(step)
    summary = tab.locator("[data-reading] summary")
    summary.focus()
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    expect(tab.locator("[name=size]:checked")).to_be_focused()
    tab.keyboard.press("ArrowRight")
    assert tab.evaluate("document.documentElement.dataset.size") == "large"
    tab.keyboard.press("Escape")
    expect(summary).to_be_focused()
    expect(tab.locator(".reading__panel")).to_be_hidden()


def test_as_it_was(tab, step):
    tab.goto(step)
    tab.locator("[data-reading] summary").click()
    for name, value in CHOICES:
        choose(tab, name, value)
    tab.get_by_role("button", name="As it was").click()
    tab.wait_for_function("() => !localStorage.length")
    assert not any(tab.evaluate(f"document.documentElement.dataset.{name}") for name, _value in CHOICES)


@pytest.mark.parametrize("band", ["sparks", "explorers", "navigators", "pathfinders", "family", "staff"])
def test_every_choice_at_once_still_fits_a_phone(walk, tab, band):
    page = next(page for page in walk.named("courses:step") if page.band == band)
    tab.set_viewport_size({"width": 320, "height": 640})
    tab.goto(page.path)
    tab.locator("[data-reading] summary").click()
    for name, value in CHOICES:
        choose(tab, name, value)
    panel = tab.locator(".reading__panel").bounding_box()
    assert panel["x"] >= 0 and panel["x"] + panel["width"] <= 320
    assert not looking.sideways(tab)


def test_without_a_script_there_is_no_panel(open_browser, step):
    page = open_browser(javascript=False)
    page.goto(step)
    expect(page.locator("[data-reading]")).to_be_hidden()


# --- leave this page ------------------------------------------------------------------------------------

ELSEWHERE = re.compile(r"^https://(?!localhost)")


@pytest.fixture
def leaving(tab):
    """The neutral site, without a network: what is asked of it, and how."""
    asked = []

    def answer(route):
        asked.append(route.request)
        route.fulfill(body="<title>Weather</title>", content_type="text/html")

    tab.context.route(ELSEWHERE, answer)
    return asked


def left(tab, leaving):
    tab.wait_for_url(ELSEWHERE)
    assert "referer" not in leaving[0].headers
    tab.go_back()
    assert tab.url.endswith("/learn/"), tab.url


@pytest.mark.parametrize("how", ["a click", "three presses of Shift"])
def test_it_leaves_and_back_does_not_return(tab, sensitive_step, leaving, how):
    tab.goto("/learn/")
    tab.goto(sensitive_step)
    tab.locator(".listen, [data-reading]").first.wait_for(state="attached")
    if how == "a click":
        tab.get_by_role("link", name="Leave this page").click()
    else:
        for _ in range(3):
            tab.keyboard.press("Shift")
    left(tab, leaving)


def test_nobody_is_told(tab, sensitive_step, leaving, demo):
    tab.goto(sensitive_step)
    asked = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.get_by_role("link", name="Leave this page").click()
    tab.wait_for_url(ELSEWHERE)
    assert not [url for url in asked if url.startswith(demo.url) and "/static/" not in url]


def test_typing_a_capital_letter_leaves_nothing(tab, leaving):
    tab.goto("/help/")
    for _ in range(3):
        tab.keyboard.press("Shift+A")
    tab.keyboard.press("Shift")
    tab.keyboard.press("Shift")
    tab.wait_for_timeout(300)
    assert "/help/" in tab.url and not leaving


def test_it_works_without_a_script(chromium, demo, sensitive_step):
    context = chromium.new_context(base_url=demo.url, java_script_enabled=False)
    context.route(ELSEWHERE, lambda route: route.fulfill(body="<title>Weather</title>", content_type="text/html"))
    page = context.new_page()
    page.goto(sensitive_step)
    page.get_by_role("link", name="Leave this page").click()
    page.wait_for_url(ELSEWHERE)
    context.close()


def test_it_is_always_in_sight_and_honest(tab, sensitive_step):
    tab.set_viewport_size({"width": 360, "height": 640})
    tab.goto(sensitive_step)
    tab.mouse.wheel(0, 2000)
    tab.wait_for_function("() => scrollY > 300")
    expect(tab.get_by_role("link", name="Leave this page")).to_be_in_viewport()
    expect(tab.get_by_role("complementary", name="Leaving quickly")).to_contain_text("It doesn’t clear your history.")
    expect(tab.get_by_text("It doesn’t clear your history.").first).to_be_in_viewport()


GIVES_AWAY = re.compile(r"blackmail|sextort|sext|nude|threat|abuse|exploit|grooming|\bhelp with\b", re.I)


def test_titles_and_addresses_give_nothing_away(walk, tab):
    for page in walk.pages:
        if page.name.startswith("courses:") and page.who == "nobody":
            assert not GIVES_AWAY.search(page.path), page.path
    sensitive = [page for page in walk.named("courses:step") if page.what.endswith("leave")]
    assert sensitive
    for page in sensitive:
        title = re.search(r"<title>(.*?)</title>", tab.request.get(page.path).text(), re.S)[1]
        assert not GIVES_AWAY.search(title), title
