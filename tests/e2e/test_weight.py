"""What pages weigh over the wire, fonts and pictures included, as a browser asks for them."""

import pytest

PUPILS = ["explorers", "navigators", "pathfinders"]
# kB on the first visit, requests, kB on each visit after that
QUIZ, LESSON = (60, 8, 12), (120, 20, 25)
SCRIPTS = 15  # kB


class Scales:
    """Weighs what a context fetches, by Chromium's own count of bytes: headers, compressed bodies, all of it."""

    def __init__(self, tab):
        self.tab, self.found, self.types = tab, {}, {}
        session = tab.context.new_cdp_session(tab)
        session.send("Network.enable")
        session.on("Network.responseReceived", self.received)
        session.on("Network.loadingFinished", self.finished)

    def received(self, event):
        self.types[event["requestId"]] = event["type"], event["response"]["url"]

    def finished(self, event):
        self.found[event["requestId"]] = event["encodedDataLength"]

    def weigh(self, path):
        """[(type, address, bytes)] of what came over the wire for this page."""
        self.found.clear(), self.types.clear()
        self.tab.goto(path)
        self.tab.wait_for_timeout(50)  # the last event comes after the page
        return [(*self.types[one], size) for one, size in self.found.items() if size and one in self.types]


def kilobytes(parts):
    return sum(size for _type, _url, size in parts) / 1000


def theirs(walk, band, name, what=""):
    """A band's pages of this name for its pupils."""
    return [page for page in walk.named(name) if page.band == band and page.who.startswith(band) and what in page.what]


def heaviest(walk, pages, most=3):
    """Those with the longest documents: fonts, styles and scripts hardly differ."""
    return sorted(pages, key=lambda page: len(walk.tab(page).request.get(page.path).body()))[-most:]


def weigh_twice(walk, page):
    """Without anything from before, then again as on the next page."""
    tab = walk.new_tab(page.who)
    scales = Scales(tab)
    first, again = scales.weigh(page.path), scales.weigh(page.path)
    tab.context.close()
    return first, again


def told(parts):
    return "\n".join(f"{size:8} {kind:12} {url}" for kind, url, size in sorted(parts, key=lambda part: -part[2]))


def check(walk, page, budget):
    most, requests, most_again = budget
    first, again = weigh_twice(walk, page)
    scripts = [part for part in first if part[0] == "Script"]
    assert kilobytes(first) <= most, f"{page}\n{told(first)}"
    assert len(first) <= requests, f"{page}\n{told(first)}"
    assert kilobytes(again) <= most_again, f"{page}\n{told(again)}"
    assert kilobytes(scripts) <= SCRIPTS, f"{page}\n{told(scripts)}"
    assert not [url for _kind, url, _size in first if "htmx" in url]


@pytest.mark.parametrize("band", PUPILS)
def test_a_quiz_page(walk, band):
    for page in heaviest(walk, theirs(walk, band, "quizzes:question", " open")):
        check(walk, page, QUIZ)


@pytest.mark.parametrize("band", PUPILS)
def test_a_lesson_page(walk, band):
    """The longest, and those that show each kind of block, which brings a script of its own."""
    steps = theirs(walk, band, "courses:step")
    for page in {*heaviest(walk, steps), *(page for page in steps if page.core)}:
        check(walk, page, LESSON)


@pytest.mark.parametrize("name", ["classrooms:class_page", "quizzes:result", "quizzes:attempt"])
def test_no_page_of_a_pupil_carries_much_script(walk, name):
    for page in (page for page in walk.named(name) if page.core):
        first, _again = weigh_twice(walk, page)
        scripts = [part for part in first if part[0] == "Script"]
        assert kilobytes(scripts) <= SCRIPTS, told(scripts)
        assert not [url for _kind, url, _size in first if "htmx" in url]


@pytest.mark.parametrize("band", PUPILS)
def test_a_page_is_usable_before_any_script_has_come(walk, band):
    """Scripts that never arrive hold nothing up: the words, the choices and the button are there. All but first.js,
    whose 400 bytes a page waits for, so that it is never drawn in colours that its reader did not choose."""
    page = theirs(walk, band, "quizzes:question", " open")[0]
    tab = walk.new_tab(page.who)
    tab.route("**/*.js", lambda route: route.continue_() if "/first." in route.request.url else None)
    tab.goto(page.path, wait_until="commit")
    tab.get_by_role("button", name="Check my answer").click(trial=True)
    tab.locator("main fieldset").first.wait_for()
    tab.context.close()
