"""One demo and one Chromium for all tests in the browser."""

import os
import time

import pytest

from tests.walk.demo import IN_PASSING, running_chromium, running_demo
from tests.walk.walking import Walk

SLOW = float(os.environ.get("SLOW_PAGES", 0))  # seconds that each page takes longer, to find what does not wait


def pytest_collection_modifyitems(items):
    """For `--dist loadgroup`: who walks does so in one process, so that the pages are made once; else file by file."""
    for item in items:
        item.add_marker(pytest.mark.xdist_group("walk" if "walk" in item.fixturenames else item.path.stem))


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    with running_demo(tmp_path_factory.mktemp("demo")) as demo:
        yield demo


@pytest.fixture(scope="session")
def chromium():
    with running_chromium(*IN_PASSING) as browser:
        yield browser


@pytest.fixture(scope="session")
def walk(chromium, demo):
    """To every page, as everybody."""
    walk = Walk(chromium, demo)
    yield walk
    walk.close()


@pytest.fixture
def open_browser(chromium, demo):
    """Make a browser of one's own for somebody: `open_browser(width=360, javascript=False)`."""
    contexts = []

    def make(width=1280, javascript=True, **options):
        context = chromium.new_context(
            base_url=demo.url,
            viewport={"width": width, "height": 800},
            java_script_enabled=javascript,
            locale="en-GB",
            **options,
        )
        context.set_default_timeout(30_000)
        context.elsewhere = []
        context.troubles = []
        context.on("request", lambda request: watch_request(context, request, demo.url))
        if SLOW:
            context.route("**/*", slow_page)
        context.on("console", lambda message: message.type == "error" and context.troubles.append(message.text))
        contexts.append(context)
        return context.new_page()

    yield make
    for context in contexts:
        assert not context.elsewhere, f"asked another host: {context.elsewhere}"
        context.close()


def slow_page(route):
    """Each page takes its time, as on a busy machine: what a test does not wait for, it does not find."""
    if route.request.is_navigation_request():
        time.sleep(SLOW)
    route.continue_()


def watch_request(context, request, url):
    """No page asks any other host for anything."""
    if not request.url.startswith((url, "data:", "blob:", "about:")):
        context.elsewhere.append(request.url)
