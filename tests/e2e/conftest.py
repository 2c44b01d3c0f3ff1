"""The demo as `make run` makes it, with real processes, and Chromium to walk through it."""

import json
import os
import signal
import subprocess
import sys

import pytest
from playwright.sync_api import sync_playwright

from bench.server import ROOT, Server, free_port

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class Demo:
    """The running demo: its address, and who can sign in."""

    def __init__(self, url, told):
        self.url, self.told = url, told

    def adult(self, role):
        return next(adult for adult in self.told["adults"] if adult["role"] == role)

    def class_group(self, number):
        return self.told["classes"][number]


def environment(var_dir, port):
    ours = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE", "BASE_URL", "SECRET_KEY", "MFA_REQUIRED"}
    env = {k: v for k, v in os.environ.items() if k not in ours}
    return env | {"DEMO": "1", "VAR_DIR": str(var_dir), "PORT": str(port)}


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    var_dir = tmp_path_factory.mktemp("demo")
    port = free_port()
    env = environment(var_dir, port)
    subprocess.run([sys.executable, "manage.py", "demo"], cwd=ROOT, env=env, check=True, capture_output=True)
    told = json.loads((var_dir / "demo.json").read_text())
    celery = "celery --quiet --app config worker --beat --concurrency 1 --without-gossip --without-mingle"
    command = [sys.executable, "-m", *celery.split(), "--schedule", str(var_dir / "beat")]
    worker = subprocess.Popen(command, cwd=ROOT, env=env, start_new_session=True, stderr=subprocess.DEVNULL)
    try:
        with Server("config.wsgi", env, port=port) as server:
            yield Demo(server.url, told)
    finally:
        os.killpg(worker.pid, signal.SIGTERM)
        worker.wait(20)


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGS)
        yield browser
        browser.close()


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
        context.on("console", lambda message: message.type == "error" and context.troubles.append(message.text))
        contexts.append(context)
        return context.new_page()

    yield make
    for context in contexts:
        assert not context.elsewhere, f"asked another host: {context.elsewhere}"
        context.close()


def watch_request(context, request, url):
    """No page asks any other host for anything."""
    if not request.url.startswith((url, "data:", "blob:", "about:")):
        context.elsewhere.append(request.url)
