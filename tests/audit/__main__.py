"""Walks every page in every state and prints what is wrong; ends with 1 when something is.

make audit                              everything
make audit ONLY=axe,looks               only by these: axe, IBM, Nu, looks, Lighthouse
make audit PAGES="help sparks"          only pages whose name, band, state or person has one of these words
make audit PART=2/4                     only the second quarter of the pages
"""

import argparse
import json
import sys
from collections import Counter, defaultdict

from bench.server import ROOT
from tests.walk.demo import fresh, running_demo

from . import scoring, walking

REPORT = ROOT / "var" / "audit" / "report.json"
ENGINES = [*walking.ENGINES, "lighthouse"]


def arguments(words):
    parser = argparse.ArgumentParser("make audit", description="Every page in every state.")
    parser.add_argument("--only", type=engines, default=ENGINES, metavar="axe,ibm,nu,looks,lighthouse")
    parser.add_argument("--part", type=part, default=(1, 1), metavar="1/4")
    parser.add_argument("pages", nargs="*", metavar="WORD")
    return parser.parse_args(words)


def engines(text):
    names = text.lower().split(",")
    if unknown := set(names) - set(ENGINES):
        raise argparse.ArgumentTypeError(f"{', '.join(unknown)} is not among {', '.join(ENGINES)}")
    return names


def part(text):
    number, of = map(int, text.split("/"))
    if not 1 <= number <= of:
        raise argparse.ArgumentTypeError(f"{text} is not a part")
    return number, of


def chosen(pages, words, number, of):
    """The pages that have one of the words, and of those one part."""
    words = [word.lower() for word in words]
    fitting = [page for page in pages if not words or any(word in str(page).lower() for word in words)]
    return fitting[len(fitting) * (number - 1) // of : len(fitting) * number // of]


def tell(found, count, names):
    """Sentence by sentence, the most frequent first; then a line for each engine."""
    by_sentence = defaultdict(list)
    for page, sentences in found.items():
        for sentence in sentences:
            by_sentence[sentence].append(page)
    for (engine, sentence), pages in sorted(by_sentence.items(), key=lambda item: -len(item[1])):
        print(f"{engine:6} {len(pages):4} × {sentence}\n       {pages[0]}")
    violations = Counter(engine for engine, _sentence in by_sentence)
    print(f"\n{'':8}{'pages':>7}{'violations':>12}")
    for engine in [*names, "walk"]:
        print(f"{engine:8}{count:7}{violations[engine]:12}")
    kept = {f"{engine}: {sentence}": pages for (engine, sentence), pages in by_sentence.items()}
    REPORT.write_text(json.dumps(kept, indent=2))


def main(words):
    asked = arguments(words)
    names = [name for name in walking.ENGINES if name in asked.only]
    found, low = {}, []
    with running_demo(fresh(ROOT / "var" / "walk")) as demo:
        pages, _sessions, _errors = demo.pages()
        walked = chosen(pages, asked.pages, *asked.part)
        if names:
            found = walking.walk(demo, walked, names)
            tell(found, len(walked), names)
        if "lighthouse" in asked.only:
            low = scoring.score(demo, walked)
    if not walked:
        print("No page has such a word.")
    bad = any(found.values()) or low or not walked
    print("Something is wrong." if bad else "Nothing is wrong.")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
