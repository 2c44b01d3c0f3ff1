"""Nobody's answer can be told from a figure about the class, nor from two figures together.

Answers are counted in whole groups of five, in the order in which they became final. So a figure moves only when five
more have answered, and the difference between what a report says today and what it said yesterday is five people, too.
A filter takes a group or leaves it: a group belongs to the term in which it became full. Answers count for the class
in which they were given, for ever: whoever moves to another class takes nothing out of one figure and adds nothing to
the other. And of no five it is ever said that all were right, or none: not by their own share, and not by what two
shares differ in.
"""

from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from ..counting import FEWEST

FEWEST_RIGHT, MOST_RIGHT = 1, FEWEST - 1  # of five, as far as it may be told
LOW, HIGH = 100 // FEWEST, 100 - 100 // FEWEST


class Fives(NamedTuple):
    """Whole groups of answers to a question, and how many of these are right, as far as it may be told."""

    groups: int = 0
    right: int = 0

    @classmethod
    def together(cls, several):
        several = list(several)
        return cls(sum(one.groups for one in several), sum(one.right for one in several))

    @property
    def counted(self):
        """How many answers these are."""
        return counted(self.groups)


def counted(groups):
    """How many answers are in so many groups."""
    return FEWEST * groups


def as_told(right):
    """How many of five may be said to be right: all look like all but one, and none like one."""
    return min(max(right, FEWEST_RIGHT), MOST_RIGHT)


def choices_as_told(chosen, right, correct):
    """option -> how many of five may be said to have chosen it, and never more than did. It has to go with `as_told`:
    who alone differs from the other four, or alone is right, is not told of."""
    told = {option: min(number, MOST_RIGHT) for option, number in chosen.items()}
    wrong = [option for option in told if option not in correct]
    if right >= MOST_RIGHT:
        return told | dict.fromkeys(wrong, 0)
    if right == FEWEST_RIGHT:
        return told | {option: chosen[option] - 1 for option in told if option in correct}
    if right < FEWEST_RIGHT and wrong:
        most = max(wrong, key=chosen.get)
        return told | {most: chosen[most] - 1}
    return told


def people(number):
    """As many as may be said of people where others than their teachers read it: in whole fives; None under five."""
    return number // FEWEST * FEWEST or None


@dataclass(frozen=True)
class Share:
    """A part of at least five people, in per cent, as far as it may be told."""

    percent: int

    @classmethod
    def of(cls, fives):
        """The share of right answers; None where there is no group."""
        if not fives.groups:
            return None
        return cls(round(100 * fives.right / fives.counted))

    @property
    def is_high(self):
        return self.percent >= HIGH

    @property
    def is_low(self):
        return self.percent <= LOW

    def __str__(self):
        if self.is_high:
            return _("%(percent)d%% or more") % {"percent": HIGH}
        if self.is_low:
            return _("%(percent)d%% or fewer") % {"percent": LOW}
        return f"{self.percent}%"


def change(before, after):
    """In points of per cent, of what the two say; None where one is missing."""
    return after.percent - before.percent if before and after else None
