"""Every page, looked at by axe, IBM, Nu and our own looks; in as many browsers at once as there are processors."""

import multiprocessing
import os
import time
from concurrent.futures import ProcessPoolExecutor, as_completed

from tests.walk import looking
from tests.walk.demo import IN_PASSING, running_chromium
from tests.walk.walking import DARK, LIGHT, Walk, show_in

from .engines import Validator, ibm, running_validator

ENGINES = ["axe", "ibm", "nu", "looks"]
WIDTHS = [360, 1280]
# So few pages to a browser that none has many left when the others are done.
PART = 12


def look_at(walk, page, engines, validate):
    """(engine, sentence) for all that is wrong with a page."""
    tab = walk.open(page, width=320)
    if "nu" in engines:
        yield from named("nu", validate(tab.answered.text()))
    if "looks" in engines:
        yield from named("looks", looking.sideways(tab) + looking.hidden_focus(tab))
        yield from named("looks", looking.covered_focus(tab))
        yield from named("looks", [f"console: {trouble}" for trouble in tab.troubles])
    for width in WIDTHS:
        looking.resize(tab, width)
        if "axe" in engines:
            yield from named("axe", in_light_and_dark(tab))
        looking.open_all(tab)
    if "axe" in engines:
        yield from named("axe", in_light_and_dark(tab))
    if "ibm" in engines:
        yield from named("ibm", ibm(tab))


def in_light_and_dark(tab):
    """Only colours differ in the dark."""
    found = looking.axe(tab)
    show_in(tab, DARK)
    found += [f"in the dark: {sentence}" for sentence in looking.axe(tab, looking.COLOURS)]
    show_in(tab, LIGHT)
    return found


def named(engine, sentences):
    return [(engine, sentence) for sentence in sentences]


def safely(walk, page, engines, validate):
    """A page that cannot be reached is a finding, and the walk goes on."""
    try:
        return sorted(set(look_at(walk, page, engines, validate)))
    except Exception as error:
        return [("walk", f"{type(error).__name__}: {str(error)[:300]}")]


def walk_part(demo, pages, engines, validator_url):
    """{page: [(engine, sentence)]} of a few pages, in a browser of their own."""
    validate = Validator(validator_url)
    with running_chromium(*IN_PASSING) as browser:
        walk = Walk(browser, demo, bypass_csp=True)
        found = {str(page): safely(walk, page, engines, validate) for page in pages}
        walk.close()
    return found


def walk(demo, pages, engines):
    """{page: [(engine, sentence)]}"""
    parts = [pages[start : start + PART] for start in range(0, len(pages), PART)]
    found, began = {}, time.monotonic()
    spawn = multiprocessing.get_context("spawn")
    with running_validator() as validator, ProcessPoolExecutor(os.cpu_count(), spawn) as pool:
        waiting = [pool.submit(walk_part, demo, part, engines, validator.url) for part in parts]
        for done in as_completed(waiting):
            found |= done.result()
            wrong = sum(map(len, found.values()))
            minutes = (time.monotonic() - began) / 60
            print(f"{len(found)} of {len(pages)} pages, {wrong} found, {minutes:.1f} min", flush=True)
    return found
