"""Walks every page in every state and prints what is wrong; ends with 1 when something is.

make audit                              everything
bin/audit pages courses:step            only these addresses, without Lighthouse
bin/audit lighthouse                    only Lighthouse
"""

import json
import sys
from collections import Counter, defaultdict

from bench.server import ROOT, free_port
from tests.walk import looking
from tests.walk.demo import fresh, running_chromium, running_demo
from tests.walk.walking import DARK, Walk, show_in

from .engines import CATEGORIES, ibm, lighthouse, running_validator

REPORT = ROOT / "var" / "audit" / "report.json"
ENOUGH = 95
NOT_INDEXED = {"seo"}  # pages that search engines are asked to leave out cannot score there
# One of each template: who looks at it, public ones first.
PUBLIC = (  # noqa: SIM905 - a list of names is easier to read as a text
    "wagtail_serve courses:index courses:course courses:lesson pages:help pages:privacy pages:accessibility "
    "pages:school_it"
).split()
OTHERS = (  # noqa: SIM905
    "courses:step courses:lesson_quiz courses:lesson_print accounts:join account_login classrooms:class_page "
    "quizzes:question quizzes:check quizzes:result certificates:certificate classrooms:desk classrooms:class_group "
    "courses:styleguide mfa_index"
).split()


# --- every page, by axe, IBM and Nu ---------------------------------------------------------------------


def look_at(walk, page, validate):
    """(engine, sentence) for all that is wrong with a page."""
    tab = walk.open(page, width=320)
    yield from named("Nu", validate(tab.answered.text()))
    yield from named("looks", looking.sideways(tab))
    looking.resize(tab, 360)
    yield from named("axe", looking.axe(tab))
    yield from named("looks", looking.hidden_focus(tab))
    looking.open_all(tab)
    looking.resize(tab, 1280)
    yield from named("axe", looking.axe(tab))
    yield from named("IBM", ibm(tab))
    show_in(tab, DARK)
    yield from named("axe", [f"in the dark, {sentence}" for sentence in looking.axe(tab)])
    yield from named("IBM", [f"in the dark, {sentence}" for sentence in ibm(tab) if "contrast" in sentence])


def named(engine, sentences):
    return [(engine, sentence) for sentence in sentences]


def walk_all(demo, names):
    """{(engine, sentence): pages}, and how many pages were looked at."""
    found = defaultdict(list)
    with running_chromium() as browser, running_validator() as validate:
        walk = Walk(browser, demo, bypass_csp=True)
        pages = [page for page in walk.pages if not names or page.name in names]
        for number, page in enumerate(pages, 1):
            print(f"\r{number}/{len(pages)}  {len(found)} found ", end="", flush=True)
            for key in set(safely(walk, page, validate)):
                found[key].append(str(page))
        walk.close()
    print()
    return found, len(pages)


def safely(walk, page, validate):
    """A page that cannot be reached is a finding, and the walk goes on."""
    try:
        return list(look_at(walk, page, validate))
    except Exception as error:
        return [("walk", f"{type(error).__name__}: {str(error)[:300]}")]


def tell(found, count):
    for (engine, sentence), pages in sorted(found.items(), key=lambda item: -len(item[1])):
        print(f"{engine:6} {len(pages):4} × {sentence}\n       {pages[0]}")
    violations = Counter(engine for engine, _sentence in found)
    print(f"\n{'engine':8}{'pages':>7}{'violations':>12}")
    for engine in ["axe", "IBM", "Nu", "looks", "walk"]:
        print(f"{engine:8}{count:7}{violations[engine]:12}")


# --- Lighthouse -----------------------------------------------------------------------------------------


def first_of(pages, name):
    return next(page for page in pages if page.name == name and page.status == 200 and not page.way)


def run_lighthouse(demo):
    """[(page, scores, what cost points)] for one of each template."""
    pages, sessions, _errors = demo.pages()
    port = free_port()
    scored = []
    with running_chromium(f"--remote-debugging-port={port}"):
        for name in [*PUBLIC, *OTHERS]:
            page = first_of(pages, name)
            scores, cost = lighthouse(demo.url + page.path, port, sessions.get(page.who))
            scored.append((page, scores, cost))
            print(f"{page!s:70.70}", *[f"{scores[category]:4}" for category in CATEGORIES], flush=True)
    return scored


def too_low(scored):
    for page, scores, cost in scored:
        counts = [name for name in CATEGORIES if page.name in PUBLIC or name not in NOT_INDEXED]
        low = [f"{name} {scores[name]}" for name in counts if scores[name] < ENOUGH]
        if low:
            yield f"{page}: {', '.join(low)}: {'; '.join(cost)}"


# --- the whole ------------------------------------------------------------------------------------------


def main(words):
    what, names = (words[0], words[1:]) if words else ("", [])
    found, count, scored = {}, 0, []
    with running_demo(fresh(ROOT / "var" / "walk")) as demo:
        if what != "lighthouse":
            found, count = walk_all(demo, names)
        if what != "pages":
            print(f"\n{'Lighthouse':70}", *[f"{category:.4}" for category in CATEGORIES])
            scored = run_lighthouse(demo)
    low = list(too_low(scored))
    if count:
        tell(found, count)
    print("\n".join(["", *(f"Lighthouse: {sentence}" for sentence in low)]))
    REPORT.write_text(
        json.dumps({f"{engine}: {sentence}": pages for (engine, sentence), pages in found.items()}, indent=2)
    )
    print(f"{count} pages walked, {len(found)} violations; {len(scored)} by Lighthouse, {len(low)} below {ENOUGH}.")
    return 1 if found or low else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
