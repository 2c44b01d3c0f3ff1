"""Pictures of the site for people to look at: `make pictures` puts them into var/pictures/, with a sheet of all.

make pictures PAGES="WORD..."      only pages with such a word in their picture's name
"""

import shutil
import sys
from html import escape

from bench.server import ROOT

from . import looking
from .demo import fresh, running_chromium, running_demo
from .walking import DARK, LIGHT, Walk, show_in

FOLDER = ROOT / "var" / "pictures"
WIDTHS = [360, 820, 1280]
SCHEMES = [LIGHT, DARK]


def title(page):
    return "-".join(filter(None, [page.picture, page.band]))


def wanted(pages, words):
    """One page for each title, in the order of the walk."""
    by_title = {}
    for page in pages:
        if page.picture and (not words or any(word in title(page) for word in words)):
            by_title.setdefault(title(page), page)
    return by_title


def draw(walk, name, page):
    for width in WIDTHS:
        tab = walk.open(page, width)
        looking.resize(tab, width)
        tab.evaluate("document.fonts.ready.then(() => true)")
        for scheme in SCHEMES:
            show_in(tab, scheme)
            tab.screenshot(path=FOLDER / f"{name}-{width}-{scheme}.png", full_page=True)


def sheet(by_title):
    """The contact sheet: a row for each page, a column for each width and scheme."""
    rows = "".join(
        f"<h2>{escape(name)}</h2><p>{escape(str(page))}</p><div>"
        + "".join(
            f'<a href="{file}"><img loading="lazy" src="{file}" alt="{width} px, {scheme}" height="420"></a>'
            for scheme in SCHEMES
            for width in WIDTHS
            for file in [f"{name}-{width}-{scheme}.png"]
        )
        + "</div>"
        for name, page in by_title.items()
    )
    style = (
        "body{font:16px sans-serif;margin:2rem}div{display:flex;gap:1rem;overflow-x:auto}img{border:1px solid #999}"
    )
    head = f'<meta charset="utf-8"><title>Pictures</title><style>{style}</style>'
    return f'<!doctype html><html lang="en">{head}{rows}</html>'


def main(words):
    if not words:
        shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True, exist_ok=True)
    with running_demo(fresh(ROOT / "var" / "walk")) as demo, running_chromium() as browser:
        walk = Walk(browser, demo)
        by_title = wanted(walk.pages, words)
        for number, (name, page) in enumerate(by_title.items(), 1):
            print(f"{number}/{len(by_title)} {name}", flush=True)
            draw(walk, name, page)
            walk.close()
        drawn = {name: page for name, page in wanted(walk.pages, []).items() if any(FOLDER.glob(f"{name}-*.png"))}
    (FOLDER / "index.html").write_text(sheet(drawn))
    print(f"{FOLDER / 'index.html'} shows them all.")


if __name__ == "__main__":
    main(sys.argv[1:])
