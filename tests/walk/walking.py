"""Walks to pages in one browser, in one tab: whoever comes next finds nothing there of the one before."""

from contextlib import suppress
from urllib.parse import urlsplit

from playwright.sync_api import Error

from . import ways
from .looking import AXE, LOOKS

LIGHT, DARK = "light", "dark"
# Colours that change do so over a moment, however short.
TWO_FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
# A page that could not be reached has no storage.
FORGET = "stop(), origin === 'null' || (localStorage.clear(), sessionStorage.clear())"


def show_in(tab, scheme):
    tab.emulate_media(color_scheme=scheme, media="screen")
    tab.evaluate(TWO_FRAMES)


class Walk:
    def __init__(self, browser, demo, **options):
        self.browser, self.demo, self.options = browser, demo, options
        self.pages, self.sessions, self.errors = demo.pages()
        self.quiet = self.busy = self.who = None

    def named(self, name):
        return [page for page in self.pages if page.name == name]

    def open(self, page, width=360):
        """The tab, with the page as its person sees it, in the light. AssertionError if it is not that page."""
        tab = self.tab(page)
        tab.set_viewport_size({"width": width, "height": 800})
        tab.emulate_media(color_scheme=LIGHT, media="screen")
        tab.troubles.clear()
        tab.goto(page.path)
        if page.way:
            getattr(ways, page.way)(tab)
        assert tab.status == page.status, f"{page}: {tab.status} at {tab.url}"
        if not page.way:
            assert urlsplit(tab.url).path == urlsplit(page.path).path, f"{page}: led to {tab.url}"
        return tab

    def tab(self, page):
        """The one where people only look; whoever does something on the way has another, until somebody comes next."""
        if self.busy:
            self.busy.context.close()
        self.busy = self.new_tab(page.who, AXE) if page.way else None
        if page.way == "meet_an_error":
            self.answer(self.busy, page)
        return self.busy or self.shared(page.who)

    def shared(self, who):
        """To make a context, and to fill its cache, takes longer than to look at a page."""
        if not self.quiet:
            self.quiet = self.new_tab(who, AXE)
        elif who != self.who:
            self.quiet.evaluate(FORGET)
            self.quiet.context.clear_cookies()
            self.sign_in(self.quiet.context, who)
        self.who = who
        return self.quiet

    def sign_in(self, context, who):
        if who != "nobody":
            context.add_cookies([{"name": "sid", "value": self.sessions[who], "url": self.demo.url}])

    def new_tab(self, who="nobody", *scripts):
        context = self.browser.new_context(
            base_url=self.demo.url, locale="en-GB", reduced_motion="reduce", **self.options
        )
        context.set_default_timeout(30_000)
        self.sign_in(context, who)
        for script in [LOOKS, *scripts]:
            context.add_init_script(path=script)
        tab = context.new_page()
        tab.troubles, tab.status, tab.answered = [], 0, None
        tab.on("console", lambda message: self.hear(tab, message))
        tab.on("pageerror", lambda error: tab.troubles.append(str(error)))
        tab.on("response", lambda response: self.note(tab, response))
        return tab

    def answer(self, tab, page):
        """Only here: a context that answers for the server keeps nothing for the next page."""
        reply = {"status": page.status, "content_type": "text/html", "body": self.errors[page.name]}
        tab.route(f"**{page.path}", lambda route: route.fulfill(**reply))

    def note(self, tab, response):
        with suppress(Error):  # a frame that has gone
            moved = response.status in {301, 302, 303}
            if response.request.is_navigation_request() and response.frame == tab.main_frame and not moved:
                tab.status, tab.answered = response.status, response

    def hear(self, tab, message):
        """A browser calls it an error that the page itself came with 404, or that there is no network."""
        told = "ERR_INTERNET_DISCONNECTED" in message.text or "/static/" not in message.location["url"]
        expected = message.text.startswith("Failed to load resource") and told
        if message.type in {"error", "warning"} and not expected:
            tab.troubles.append(message.text)

    def close(self):
        for tab in filter(None, [self.quiet, self.busy]):
            tab.context.close()
        self.quiet = self.busy = self.who = None
