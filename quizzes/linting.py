"""The rules for questions, from the erratum of the content brief."""

import re

from django.utils.translation import gettext as _

from pages.linting import Remark, published_numbers, remarks_on
from pages.text_rules import Finding

from .prose import parts_of

QUESTIONS = 26  # the erratum counts on where the brief's checks end
LESSON_CODE = re.compile(r"[a-ft]\d")
CALLED_WRONG = re.compile(
    r"^(no, )?wrong\b|\bincorrect|\b(that|you|answer)([’']s|[’']re| is| are) wrong", re.IGNORECASE
)


def lint_quiz(quiz, *, numbers=None):
    """Remarks on a quiz, stored or not."""
    numbers = published_numbers() if numbers is None else numbers
    for part in parts_of(quiz):
        yield from remarks_on(str(quiz), [part], lesson_code=lesson_code(part), numbers=numbers)
        for found, why in mistakes_of(part):
            yield Remark(str(quiz), part.place, Finding(QUESTIONS, found, why))


def lesson_code(part):
    """The lesson that a question is from, which its objective's id begins with: an end quiz has them from all."""
    code, _dash, _rest = (part.value.get("objective") or "").partition("-")
    return code.upper() if LESSON_CODE.fullmatch(code) else ""


def mistakes_of(part):
    """(what, why) of one question."""
    value = part.value
    options = list(value.get("options") or [])
    if options and len(options) < 3:
        yield value["stem"], _("three options, except for yes or no")
    for name in ("right", "not_yet"):
        if not value.get(name):
            yield value["stem"], _("every answer gets feedback")
    for said in feedback_of(value):
        if CALLED_WRONG.search(said):
            yield said, _("an answer is never called wrong: say “not yet”, and a next step")


def feedback_of(value):
    items = [item for name in ("options", "items", "pairs") for item in value.get(name) or []]
    return [value.get("right") or "", value.get("not_yet") or "", *(item.get("feedback") or "" for item in items)]


def is_given_away(value):
    """The right option is as long as the longest of the others, or longer. In a course at most a third may be."""
    options = list(value.get("options") or [])
    lengths = {True: [0], False: [0]}
    for option in options:
        lengths[bool(option["correct"])].append(len(option["text"] or ""))
    return bool(options) and max(lengths[True]) >= max(lengths[False])
