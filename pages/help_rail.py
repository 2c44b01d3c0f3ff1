"""The help box at the foot of every page: one for each band and nation, and nothing of its use is recorded."""

import hashlib
import time
from urllib.parse import urlencode

from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.choices import AgeBand, Nation

from .models import HelpService

SECONDS = 60
MOST = 8  # helpers behind "More people who can help": a list that is longer helps nobody in a fright
_kept = {}

EVERYONE = ""  # on pages for nobody in particular, such as the home page
OPENINGS = {
    EVERYONE: _("Worried about something online? It’s not your fault, and it is never too late to tell someone."),
    AgeBand.SPARKS: _("If someone or something upsets you, it isn’t your fault. You won’t be in trouble for telling."),
    AgeBand.EXPLORERS: _(
        "Feel worried? Stop. Tell a trusted adult. It’s not your fault and you won’t be in trouble for telling."
    ),
    AgeBand.NAVIGATORS: _("It’s not your fault, and you won’t be in trouble for asking for help."),
    AgeBand.PATHFINDERS: _("It’s not your fault, and you won’t be in trouble for asking for help."),
    AgeBand.FAMILY: _("Stay calm and stay close. It’s not your child’s fault, and there is help."),
    AgeBand.STAFF: _("Worried about a pupil? Tell your safeguarding lead straight away, in person."),
}
YOUNGER = {AgeBand.SPARKS, AgeBand.EXPLORERS}
PUPILS = {AgeBand.SPARKS, AgeBand.EXPLORERS, AgeBand.NAVIGATORS, AgeBand.PATHFINDERS}
IN_SCHOOL = {AgeBand.NAVIGATORS, AgeBand.PATHFINDERS, AgeBand.STAFF}


def rendered(band, nation="", *, full=False):
    """The box as HTML, kept in memory for a minute: a page asks no question of the database for it."""
    band = band if band in AgeBand.values else EVERYONE
    nation = nation if nation in Nation.values else ""
    key = band, nation, full, get_language()
    until, html = _kept.get(key, (0, ""))
    if until < time.monotonic():
        html = render_to_string("components/help_rail.html", contents(band, nation, full=full))
        _kept[key] = time.monotonic() + SECONDS, html
    return html


def services_digest():
    """Changes with the help services: what names one of them and is kept, is kept by this. Asked once a minute."""
    until, digest = _kept.get("services", (0, ""))
    if until < time.monotonic():
        published = HelpService.objects.order_by("pk").values_list("pk", "live", "latest_revision")
        digest = hashlib.sha256(repr(list(published)).encode()).hexdigest()[:12]
        _kept["services"] = time.monotonic() + SECONDS, digest
    return digest


def query(band="", nation="", about=""):
    """What the address of the help page says: neutral words and numbers, for histories and filters read it."""
    said = {"for": band, "nation": nation, "about": about}
    return urlencode({name: value for name, value in said.items() if value})


def contents(band, nation="", *, full=False):
    level = HelpService.Level.FULL if full else HelpService.Level.LIGHT
    services = HelpService.objects.for_reader(band or AgeBand.FAMILY, nation, level=level)
    first = [service for service in services if service.level == HelpService.Level.LIGHT and service.number]
    return {
        "opening": OPENINGS[band],
        "first": first,
        "more": [service for service in services if service not in first][:MOST],
        "full": full,
        "for_pupils": band in PUPILS,
        "lead": Nation(nation).safeguarding_lead if nation and band in IN_SCHOOL else "",
        "checked_on": min((service.checked_on for service in services if service.checked_on), default=None),
        "unconfirmed": not all(service.confirmed for service in services),
        "help_query": query("" if band == AgeBand.SPARKS else band, nation),
    }


def forget():
    """After a change, show the new numbers at once (in this process; the others follow within a minute)."""
    _kept.clear()
