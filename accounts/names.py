"""Names as people write them: in any script, without what no eye can see."""

import re
import unicodedata

from django.utils.translation import gettext as _

MOST_LETTERS = 60
MOST_MARKS = 2  # accents on one letter; a pile of them draws over its neighbours
JOINERS = "\u200c\u200d"  # invisible, yet part of names in Persian and Sinhala
LONGEST = MOST_LETTERS * (1 + MOST_MARKS)


def clean_display_name(text):
    """The name in NFC, on one line, without control and direction characters; ValueError says what to change."""
    name = " ".join("".join(map(_visible, unicodedata.normalize("NFC", text))).split())
    letters, marks = _measure(name)
    if not letters:
        raise ValueError(_("Please write a name."))
    if letters > MOST_LETTERS or len(name) > LONGEST:
        raise ValueError(_("Please write a name of at most %(most)d letters.") % {"most": MOST_LETTERS})
    if marks > MOST_MARKS:
        raise ValueError(_("Please write the name with fewer accents on one letter."))
    return name


def as_counted(name):
    """What to sort names with numbers by: Year 7 comes before Year 10, and 8 Oak before 10 Elm."""
    parts = re.split(r"([0-9]+)", name.casefold())  # words and numbers in turn
    return [int(part) if number % 2 else part for number, part in enumerate(parts)]


def _visible(char):
    if char in JOINERS:
        return char
    if char.isspace():
        return " "
    return "" if unicodedata.category(char)[0] == "C" else char


def _measure(name):
    """(letters as a reader counts them, the most marks on one of them)"""
    letters = most = marks = 0
    for char in name:
        if unicodedata.category(char)[0] == "M":
            marks += 1
            most = max(most, marks)
        elif char not in JOINERS:
            letters, marks = letters + 1, 0
    return letters, most
