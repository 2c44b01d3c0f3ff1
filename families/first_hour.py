"""It has happened: the first hour, by age and nation, one screen at a time.

The address says which screen: /family/now/?age=1&nation=wales&step=3. Nothing else knows, and nothing is kept. The
words are editors' (`models.FirstHour`); every number comes from the help services.
"""

from functools import cached_property
from urllib.parse import urlencode

from accounts.choices import AgeBand, Nation
from pages.help_screens import BY_RELAY, some_unconfirmed
from pages.models import HelpService
from pages.models.help_path import SCHOOL_LEAD, person

from .models import FirstHour

ANYWHERE = "any"
WHOLE = "all"  # step=all: everything on one page, to print
AT_A_GLANCE = 2  # helpers on a small screen
BEFORE_AN_AGE = ("emergency", "ceop", "childline")  # in sight while we don't know it


def shown(step):
    """The first few helpers in sight, so that the way on is, too; the others wait behind a line."""
    helpers = step["helpers"]
    return step | {"first": helpers[:AT_A_GLANCE], "others": helpers[AT_A_GLANCE:]}


class Screen:
    """What the address asks for; nonsense shows the screen before."""

    def __init__(self, said, hour=None):
        self.hours = list(FirstHour.objects.filter(live=True))
        asked = {str(one.about): one for one in self.hours}
        self.hour = hour or asked.get(said.get("age"))
        nation = said.get("nation", "")
        self.nation = nation if nation in Nation.values else ""
        self.knows_nation = bool(self.nation) or nation == ANYWHERE
        number = said.get("step", "")
        self.whole = number == WHOLE
        self.number = int(number) if number.isdecimal() and 1 <= int(number[:3]) <= self.total else 1

    @property
    def total(self):
        return len(self.hour.steps) if self.hour else 0

    @property
    def template(self):
        if not self.hour:
            return "families/now_age.html"
        if not self.knows_nation:
            return "families/now_nation.html"
        return "families/now_all.html" if self.whole else "families/now_step.html"

    def query(self, step="", age=None, nation=None):
        said = {
            "age": age or (self.hour and self.hour.about),
            "nation": nation or self.nation or (self.knows_nation and ANYWHERE),
            "step": step,
        }
        return urlencode({name: value for name, value in said.items() if value})

    @cached_property
    def services(self):
        return HelpService.objects.for_reader(AgeBand.FAMILY, self.nation, level=HelpService.Level.PAGE)

    @cached_property
    def by_key(self):
        return {service.key: service for service in self.services}

    @cached_property
    def by_relay(self):
        return [self.by_key[key] for key in BY_RELAY if key in self.by_key]

    def named_with(self, steps):
        """The helpers of these steps; with the first of them alone stand those for whom a call is hard."""
        first = self.by_relay if self.number == 1 and not self.whole else []
        return [*first, *(helper for step in steps for helper in step["helpers"])]

    def context(self):
        """Who may be rung, whatever the screen; then what the screen has of its own."""
        in_sight = self.hour.keys_in_sight if self.hour else BEFORE_AN_AGE
        frame = {
            "band": AgeBand.FAMILY,
            "nation": self.nation,
            "leave_page": True,
            "calls": [self.by_key[key] for key in in_sight if key in self.by_key],
            "by_relay": self.by_relay,
            "checked_on": min((one.checked_on for one in self.services if one.checked_on), default=None),
        }
        return frame | (self.steps() if self.hour else self.ages())

    def ages(self):
        return {"ages": [(hour.choice, hour.picture, self.query(age=hour.about)) for hour in self.hours]}

    def steps(self):
        helpers = self.by_key | {SCHOOL_LEAD: person(SCHOOL_LEAD, AgeBand.FAMILY, self.nation)}
        steps = [shown(step) for step in self.hour.steps_for(self.nation, helpers)]
        step = steps[self.number - 1]
        return {
            "unconfirmed": self.knows_nation and some_unconfirmed(self.named_with(steps if self.whole else [step])),
            "who": self.hour.short,
            "where": Nation(self.nation).label if self.nation else "",
            "nations": [(label, self.query(1, nation=value)) for value, label in Nation.choices],
            "anywhere": self.query(1, nation=ANYWHERE),
            "steps": steps,
            "step": step,
            "total": self.total,
            "back": self.query(self.number - 1) if self.number > 1 else "",
            "onward": self.query(self.number + 1) if self.number < self.total else "",
            "whole_query": self.query(WHOLE),
            "step_query": self.query(1),
        }
