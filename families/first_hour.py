"""It has happened: the first hour, by age and nation, one screen at a time.

The order is that of the Family course, part 4, and the routes are those of the safeguarding brief. The address says
which screen: /family/now/?age=1&nation=wales&step=3. Nothing else knows, and nothing is kept.
"""

from typing import NamedTuple
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from accounts.choices import AgeBand, Nation
from pages.help_screens import BY_RELAY, some_unconfirmed
from pages.models import HelpService
from pages.models.help_path import SCHOOL_LEAD, person

UNDER_18, WAS_UNDER_18, ADULT = "1", "2", "3"  # in the address they say nothing to a history or a filter
AGES = {
    UNDER_18: (_("Under 18"), "backpack"),
    WAS_UNDER_18: (_("18 or over now, but under 18 in the picture"), "framed-picture"),
    ADULT: (_("18 or over, and in the picture too"), "headphone"),
}
SHORT = {UNDER_18: _("Under 18"), WAS_UNDER_18: _("18 or over now, under 18 then"), ADULT: _("18 or over")}
ANYWHERE = "any"
WHOLE = "all"  # step=all: everything on one page, to print
AT_A_GLANCE = 2  # helpers on a small screen
IN_SIGHT = {  # on every screen
    UNDER_18: ("emergency", "ceop", "childline"),
    WAS_UNDER_18: ("emergency", "police-101", "shout"),
    ADULT: ("emergency", "police-101", "shout"),
}


class Step(NamedTuple):
    """One thing to do, at a glance; `more` says how or why, and `helpers` who is there for it, in order."""

    do: str
    more: list
    helpers: tuple = ()


NOT_DELETE = _("Leave the chat, the accounts and the pictures where they are. Don’t wipe the phone.")
IN_PERSON = _("Stay with your child, in person or on the line, until help comes.")
BELIEVE = _("Say, “It’s not your fault. I’m glad you told me.” The one who threatens is to blame.")
NO_LOOKING = _("Don’t look at any picture. Don’t copy it or send it on, even to help.")
NO_PROOF = _("You don’t need proof, and you don’t need to be sure.")
NOTES_FIRST = _("Notes first, because this can hide the chat. Don’t let the app delete the chat.")
NO_FIRMS = _("Never pay a company that promises to remove pictures.")
TALKERS = ("childline", "shout", "samaritans", "meic", "lifeline", "breathing-space")

DANGER = Step(
    _("In danger, or might hurt themselves? Ring 999."), [IN_PERSON], ("emergency", "nhs-111", "lifeline", "papyrus")
)
SIT_DOWN = Step(_("Sit with them. Believe them."), [BELIEVE, _("You can ask questions later. Now is for listening.")])
STOP = Step(
    _("Stop replying. Don’t pay. Don’t delete."),
    [_("Send nothing more. Paying often brings more demands."), NOT_DELETE],
)
NOTE = Step(
    _("Write down the details."),
    [_("Username, app, times, links, what they want, any payment. Paper will do."), NO_LOOKING],
)
APP = Step(
    _("Report the account in the app. Then block it."),
    [NOTES_FIRST, _("If a new account turns up, it’s the same steps.")],
    ("the-app",),
)
LOCKS = _("Change the passwords, and switch on two-step verification.")
STAY = _("Toast, a film, a light left on. Don’t take the phone as a punishment.")
REPORT_FRAUD = _("Report Fraud comes in only if the police or the bank say so.")
# From 18 on, whatever their age in the picture.
POLICE = ("police-101", "police-online-england-wales", "police-online-northern-ireland", "police-scotland-advice")
MONEY = Step(
    _("Money gone? Ring the bank now."),
    [_("Use the number on the card, and tell the police too."), LOCKS, NO_FIRMS],
    ("bank", "police-101", "report-fraud"),
)

STEPS = {
    UNDER_18: [
        DANGER,
        SIT_DOWN,
        STOP,
        NOTE,
        Step(
            _("Tell the police on 101, and CEOP online. Do both today."),
            [NO_PROOF, _("Then tell the school’s lead on keeping pupils safe.")],
            ("police-101", "ceop", SCHOOL_LEAD, "childrens-social-care", "gateway", "nspcc"),
        ),
        Step(
            _("A picture? Your child uses Report Remove."),
            [
                _("It can help even before a picture is posted. You sit close and don’t look."),
                _("Never upload it for them. Take It Down comes second. It is run from the USA and works here too."),
            ],
            ("report-remove", "take-it-down", "the-app"),
        ),
        APP,
        Step(
            _("Money gone? Ring the bank now."),
            [_("Use the number on the card, and tell the police too."), LOCKS, NO_FIRMS],
            ("bank", "police-101", "ceop", "report-fraud"),
        ),
        Step(_("Stay close tonight."), [STAY], (*TALKERS, "hwb", "sbni-hub", "parent-club", "safer-scot")),
    ],
    WAS_UNDER_18: [
        DANGER,
        SIT_DOWN,
        STOP,
        NOTE,
        Step(
            _("Tell the police on 101 today."),
            [NO_PROOF, _("Say how old they were in the picture. That matters.")],
            POLICE,
        ),
        Step(
            _("A picture? They use Take It Down."),
            [_("It is for pictures from before 18, whatever their age now. You sit close and don’t look.")],
            ("take-it-down", "police-101", "iwf", "the-app"),
        ),
        APP,
        MONEY,
        Step(_("Stay close tonight."), [STAY], TALKERS),
    ],
    ADULT: [
        DANGER,
        SIT_DOWN,
        STOP,
        NOTE,
        Step(
            _("Tell the police on 101 today."),
            [NO_PROOF, _("From 18 on, the police take the place of CEOP.")],
            POLICE,
        ),
        Step(
            _("A picture? There is help for adults."),
            [_("They can ring the Revenge Porn Helpline. It’s for any threat like this, whatever its name says.")],
            ("revenge-porn-helpline", "stopncii", "police-101", "the-app"),
        ),
        APP,
        MONEY,
        Step(_("Stay close tonight."), [STAY], TALKERS),
    ],
}


def shown(helpers):
    """The first few in sight, so that the way on is, too; the others wait behind a line."""
    return {"helpers": helpers, "first": helpers[:AT_A_GLANCE], "others": helpers[AT_A_GLANCE:]}


class Screen:
    """What the address asks for; nonsense shows the screen before."""

    def __init__(self, said):
        self.age = said.get("age") if said.get("age") in STEPS else ""
        nation = said.get("nation", "")
        self.nation = nation if nation in Nation.values else ""
        self.knows_nation = bool(self.nation) or nation == ANYWHERE
        number = said.get("step", "")
        self.whole = number == WHOLE
        self.number = int(number) if number.isdecimal() and 1 <= int(number[:3]) <= len(self.all_steps) else 1

    @property
    def template(self):
        if not self.age:
            return "families/now_age.html"
        if not self.knows_nation:
            return "families/now_nation.html"
        return "families/now_all.html" if self.whole else "families/now_step.html"

    @property
    def all_steps(self):
        return STEPS[self.age or UNDER_18]

    def query(self, step="", age=None, nation=None):
        said = {
            "age": age or self.age,
            "nation": nation or self.nation or (self.knows_nation and ANYWHERE),
            "step": step,
        }
        return urlencode({name: value for name, value in said.items() if value})

    def context(self):
        services = HelpService.objects.for_reader(AgeBand.FAMILY, self.nation, level=HelpService.Level.PAGE)
        by_key = {service.key: service for service in services}
        helpers = by_key | {SCHOOL_LEAD: person(SCHOOL_LEAD, AgeBand.FAMILY, self.nation)}
        steps = [
            {
                "number": number,
                "do": step.do,
                "more": [*step.more, *([REPORT_FRAUD] if self.takes_report_fraud(step) else [])],
                **shown([helpers[key] for key in step.helpers if key in helpers]),
            }
            for number, step in enumerate(self.all_steps, 1)
        ]
        return {
            "band": AgeBand.FAMILY,
            "nation": self.nation,
            "leave_page": True,
            "calls": [by_key[key] for key in IN_SIGHT[self.age or UNDER_18] if key in by_key],
            "by_relay": [by_key[key] for key in BY_RELAY if key in by_key],
            "checked_on": min((service.checked_on for service in services if service.checked_on), default=None),
            "unconfirmed": some_unconfirmed(services),
            "ages": [(label, picture, self.query(age=age)) for age, (label, picture) in AGES.items()],
            "nations": [(label, self.query(1, nation=value)) for value, label in Nation.choices],
            "anywhere": self.query(1, nation=ANYWHERE),
            "who": SHORT[self.age] if self.age else "",
            "where": Nation(self.nation).label if self.nation else "",
            "steps": steps,
            "step": steps[self.number - 1],
            "total": len(steps),
            "back": self.query(self.number - 1) if self.number > 1 else "",
            "onward": self.query(self.number + 1) if self.number < len(steps) else "",
            "whole_query": self.query(WHOLE),
            "step_query": self.query(1),
        }

    def takes_report_fraud(self, step):
        return "report-fraud" in step.helpers and self.nation not in {"", Nation.SCOTLAND}
