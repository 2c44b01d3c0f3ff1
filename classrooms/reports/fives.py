"""Nobody's answer can be told from a figure about the class, nor from two figures together.

Answers are counted in whole groups of five, in the order in which they became final. So a figure moves only when five
more have answered, and the difference between what a report says today and what it said yesterday is five people, too.
Answers count for the class in which they were given, for ever: whoever moves to another class takes nothing out of one
figure and adds nothing to the other. And no share is so large or so small that it speaks for everybody.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from ..counting import FEWEST

LOW, HIGH = 100 // FEWEST, 100 - 100 // FEWEST


def whole_groups(answers):
    """Those that are counted, of answers in the order in which they became final."""
    return answers[: len(answers) // FEWEST * FEWEST]


@dataclass(frozen=True)
class Share:
    """A part of at least five people, in per cent, as far as it may be told."""

    percent: int

    @classmethod
    def of(cls, marks):
        """The share of ones among the marks of whole groups; None where there is no group."""
        counted = whole_groups(marks)
        return cls(min(max(round(100 * sum(counted) / len(counted)), LOW), HIGH)) if counted else None

    def __str__(self):
        if self.percent >= HIGH:
            return _("%(percent)d%% or more") % {"percent": HIGH}
        if self.percent <= LOW:
            return _("%(percent)d%% or fewer") % {"percent": LOW}
        return f"{self.percent}%"
