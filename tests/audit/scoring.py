"""One page of each template, by Lighthouse."""

from bench.server import free_port
from tests.walk.demo import running_chromium

from .engines import CATEGORIES, lighthouse

ENOUGH = 95
TRIES = 3  # another program that runs beside it only ever lowers a score
NOT_INDEXED = {"seo"}  # pages that search engines are asked to leave out cannot score there
# Those that search engines may show, first.
PUBLIC = (  # noqa: SIM905 - a list of names is easier to read as a text
    "wagtail_serve courses:index courses:course pages:privacy pages:accessibility pages:school_it pages:help "
    "families:start"
).split()
OTHERS = (  # noqa: SIM905
    "courses:lesson courses:step courses:lesson_quiz courses:lesson_print accounts:join account_login "
    "classrooms:class_page quizzes:question quizzes:check quizzes:result certificates:certificate classrooms:live "
    "classrooms:desk classrooms:class_group classrooms:session classrooms:board courses:styleguide mfa_index "
    "families:talk families:now families:together families:letter "
    "classrooms:report classrooms:school_report certificates:verify"
).split()


def first_of(pages, name):
    return next((page for page in pages if page.name == name and page.status == 200 and not page.way), None)


def score(demo, pages):
    """Sentences about the pages that score too low."""
    print(f"\n{'Lighthouse':70}", *[f"{category:.4}" for category in CATEGORIES])
    _pages, sessions, _errors = demo.pages()
    port, low = free_port(), []
    with running_chromium(f"--remote-debugging-port={port}") as browser:
        # Lighthouse opens its tabs in the browser's own context, which Playwright reaches by the port only.
        context = browser.browser_type.connect_over_cdp(f"http://localhost:{port}").contexts[0]
        for page in filter(None, [first_of(pages, name) for name in [*PUBLIC, *OTHERS]]):
            context.clear_cookies()
            if page.who in sessions:
                context.add_cookies([{"name": "sid", "value": sessions[page.who], "url": demo.url}])
            try:
                scores, cost = best_of(demo.url + page.path, port, counted(page))
            except RuntimeError as error:  # a page that cannot be reached is a finding, and the others are scored
                low.append(f"Lighthouse: {page}: {error}")
                continue
            print(f"{page!s:70.70}", *[f"{scores[category]:4}" for category in CATEGORIES], flush=True)
            low += too_low(page, scores, cost)
    print("\n".join(["", *low]))
    return low


def counted(page):
    return [name for name in CATEGORIES if page.name in PUBLIC or name not in NOT_INDEXED]


def best_of(url, port, names):
    """The scores of the best of a few tries, and what cost points there."""
    best = None
    for _ in range(TRIES):
        scores, cost = lighthouse(url, port)
        if best is None or lowest(scores, names) > lowest(best[0], names):
            best = scores, cost
        if lowest(scores, names) >= ENOUGH:
            break
    return best


def lowest(scores, names):
    return min(scores[name] for name in names)


def too_low(page, scores, cost):
    low = [f"{name} {scores[name]}" for name in counted(page) if scores[name] < ENOUGH]
    return [f"Lighthouse: {page}: {', '.join(low)}: {'; '.join(cost)}"] if low else []
