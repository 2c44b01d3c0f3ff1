"""The demo as `make run` makes it, with real processes, in a folder of its own; and a Chromium to walk through it."""

import json
import os
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager

from playwright.sync_api import sync_playwright

from bench.server import ROOT, Server, free_port

from ..prepared import copy_demo_to
from .page import Page

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
# Whoever is on a page for a second: to make its scripts fast takes longer than it saves.
IN_PASSING = ["--js-flags=--no-opt --no-maglev"]


# A provider that is configured and not there, so that its buttons are walked, too.
PROVIDER = {"id": "school", "name": "School cloud", "server_url": "http://localhost:9", "client_id": "a"}


class Demo:
    """The running demo: its address, who can sign in, and every page that it has."""

    def __init__(self, url, var_dir, env):
        self.url, self.var_dir, self.env = url, var_dir, env
        self.told = json.loads((var_dir / "demo.json").read_text())

    def adult(self, role):
        return next(adult for adult in self.told["adults"] if adult["role"] == role)

    def class_group(self, number):
        return self.told["classes"][number]

    def pages(self):
        """Make people in every state, in a school of their own: their pages, their sessions, the pages of errors."""
        path = self.var_dir / "pages.json"
        if not path.exists():
            run([sys.executable, "-m", "tests.walk.pages", str(path)], self.env)
        found = json.loads(path.read_text())
        return [Page(**page) for page in found["pages"]], found["sessions"], found["errors"]


def environment(var_dir, port):
    """As `make run` has it. What pytest set for itself is said anew: the server starts with pytest's environment."""
    anew = {"DJANGO_SETTINGS_MODULE": "config.settings", "MFA_REQUIRED": "0", "DEMO": "1"}
    unset = dict.fromkeys(["DATABASE_URL", "BASE_URL", "SECRET_KEY"], "")
    providers = {"OIDC_PROVIDERS": json.dumps([PROVIDER | {"client_secret": "b"}])}
    return {**os.environ, **anew, **unset, **providers, "VAR_DIR": str(var_dir), "PORT": str(port)}


def run(command, env):
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command[1:])}:\n{done.stderr[-3000:]}")


def fresh(var_dir):
    """An empty folder for a demo that begins anew."""
    shutil.rmtree(var_dir, ignore_errors=True)
    var_dir.mkdir(parents=True)
    return var_dir


@contextmanager
def running_demo(var_dir):
    """A Demo that serves and works until the block ends."""
    port = free_port()
    env = environment(var_dir, port)
    copy_demo_to(var_dir)
    run([sys.executable, "manage.py", "demo"], env)
    celery = "celery --quiet --app config worker --beat --concurrency 1 --without-gossip --without-mingle"
    command = [sys.executable, "-m", *celery.split(), "--schedule", str(var_dir / "beat")]
    worker = subprocess.Popen(command, cwd=ROOT, env=env, start_new_session=True, stderr=subprocess.DEVNULL)
    try:
        with Server("config.wsgi", env, port=port) as server:
            yield Demo(server.url, var_dir, env)
    finally:
        os.killpg(worker.pid, signal.SIGTERM)
        worker.wait(20)


@contextmanager
def running_chromium(*more_args):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*CHROMIUM_ARGS, *more_args])
        yield browser
        browser.close()
