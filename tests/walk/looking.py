"""What is looked for on a page that is open in a tab. Each gives sentences about what is wrong; none is good."""

from pathlib import Path

import axe_playwright_python

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
HIGHEST = 16_000
LOW = [(360, 500), (640, 360)]
TARGET = 44  # CSS pixels, for the fingers of pupils
# What a page is given before it is looked at; the page's own policy does not hold for it.
LOOKS, AXE = Path(__file__).with_name("looking.js"), Path(axe_playwright_python.__file__).with_name("axe.min.js")


def axe(tab, rules=None, without=(), preload=True):
    """`preload`: fetch each style sheet again, for the one rule that looks for a page locked to one orientation."""
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    off = {rule: {"enabled": False} for rule in without}
    options = {"runOnly": only, "rules": off, "resultTypes": ["violations"], "preload": preload}
    found = tab.evaluate("options => axe.run(options).then(({violations}) => violations)", options)
    return [sentence for violation in found for sentence in in_words(violation)]


def in_words(violation):
    for node in violation["nodes"]:
        summary = node["failureSummary"].split("\n")[1].strip()
        yield f"{violation['id']}: {' '.join(map(str, node['target']))}: {summary}"


def resize(tab, width):
    """A window as high as its page: what sticks to an edge would else lie over what can be scrolled from under it."""
    tab.set_viewport_size({"width": width, "height": 800})
    height = tab.evaluate("document.documentElement.scrollHeight")
    tab.set_viewport_size({"width": width, "height": min(height, HIGHEST)})


def sideways(tab):
    """No page is wider than its window; at 320 px that is also zoom 400 % of 1280."""
    wide = tab.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [f"scrolls sideways by {wide} px: {', '.join(tab.evaluate('waymark.wide()'))}"] if wide > 0 else []


def small_targets(tab):
    return [f"small target: {found}" for found in tab.evaluate(f"waymark.smallTargets({TARGET})")]


def hidden_focus(tab):
    return [f"no visible focus: {found}" for found in tab.evaluate("waymark.hiddenFocus()")]


def covered_focus(tab):
    """What has the focus is in sight, on a low phone and on one that lies on its side."""
    for width, height in LOW:
        tab.set_viewport_size({"width": width, "height": height})
        for found in tab.evaluate("waymark.coveredFocus()"):
            yield f"focus is covered at {width}x{height}: {found}"


def open_all(tab):
    """What is folded is looked at, too."""
    tab.evaluate("for (const fold of document.querySelectorAll('details:not(.reading)')) fold.open = true")
