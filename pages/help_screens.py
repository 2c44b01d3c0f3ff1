"""The help page, one screen at a time: who asks, what has happened, what helps; and every place there is.

The address says which: /help/?for=navigators&nation=wales&about=2. Nothing else knows, and nothing is kept.
"""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from accounts.choices import AgeBand, Nation
from accounts.models import Enrolment

from .help_rail import EVERYONE, OPENINGS, query
from .models import HelpPath, HelpService

EVERYTHING = "all"  # about=all: every place to get help


class Reader(NamedTuple):
    """Who somebody on the help page may be, and the services that stay in their sight."""

    label: str
    picture: str
    calls: tuple


READERS = {
    AgeBand.EXPLORERS: Reader(_("I’m under 11"), "balloon", ("emergency", "childline")),
    AgeBand.NAVIGATORS: Reader(_("I’m 11 to 14"), "backpack", ("emergency", "childline", "shout")),
    AgeBand.PATHFINDERS: Reader(_("I’m 14 to 18"), "headphone", ("emergency", "childline", "shout")),
    AgeBand.FAMILY: Reader(_("I’m a parent or carer"), "house-with-garden", ("emergency", "nspcc")),
    AgeBand.STAFF: Reader(_("I work in a school"), "school", ("emergency", "nspcc")),
}
ANYBODY = ("emergency", "childline", "nspcc")
BY_RELAY = ("emergency-relay", "emergency-bsl", "police-101-relay")  # for whom a phone call is hard


def asked_for(said, user):
    """(template, context) for what the address says; nonsense shows the screen before."""
    band, nation = reader_of(said, user)
    about = said.get("about", "")
    if not band:
        return "pages/help.html", readers_screen(nation)
    if about == EVERYTHING:
        return "pages/help_all.html", all_screen(band, nation)
    paths = HelpPath.objects.filter(live=True, band=band)
    path = paths.filter(about=about).first() if about.isdecimal() and len(about) < 4 else None
    if path:
        return "pages/help_path.html", path_screen(path, nation)
    return "pages/help_choices.html", choices_screen(band, nation, paths)


def reader_of(said, user):
    """(band, nation): as the address says or, before it says anything, as a pupil's class is."""
    band = said.get("for") if said.get("for") in READERS else ""
    nation = said.get("nation") if said.get("nation") in Nation.values else ""
    if user.is_authenticated and user.is_learner and "for" not in said:
        place = Enrolment.objects.visible_to(user).select_related("class_group__school").first()
        if place and place.class_group.band in READERS:
            return place.class_group.band, nation or place.class_group.school.nation
    return band, nation


def frame(band, nation, about=""):
    """What every screen has, and the services that its reader may be shown."""
    services = HelpService.objects.for_reader(band or AgeBand.FAMILY, nation, level=HelpService.Level.PAGE)
    by_key = {service.key: service for service in services}
    context = {
        "band": band,
        "nation": nation,
        "opening": OPENINGS[band or EVERYONE],
        "calls": [by_key[key] for key in (READERS[band].calls if band else ANYBODY) if key in by_key],
        "by_relay": [by_key[key] for key in BY_RELAY if key in by_key],
        "nations": [(label, query(band, value, about), value == nation) for value, label in Nation.choices],
        "choices_query": query(band, nation),
        "all_query": query(band, nation, EVERYTHING),
        "readers_query": f"for=&{query(nation=nation)}".rstrip("&"),  # an empty "for" is asked again, of pupils too
        "checked_on": min((service.checked_on for service in services if service.checked_on), default=None),
        "leave_page": True,
    }
    return context, services


def readers_screen(nation):
    context, _services = frame("", nation)
    readers = [(reader.label, reader.picture, query(band, nation)) for band, reader in READERS.items()]
    return context | {"readers": readers}


def choices_screen(band, nation, paths):
    context, _services = frame(band, nation)
    choices = [(path, query(band, nation, path.about)) for path in paths]
    return context | {"reader": READERS[band], "choices": choices}


def path_screen(path, nation):
    context, services = frame(path.band, nation, path.about)
    return context | {
        "path": path,
        "steps": path.steps_for(nation),
        "routes": path.routes_for(nation, services),
        "unconfirmed": some_unconfirmed(services),
    }


def all_screen(band, nation):
    context, services = frame(band, nation, EVERYTHING)
    return context | {"groups": HelpService.grouped(services), "unconfirmed": some_unconfirmed(services)}


def some_unconfirmed(services):
    return not all(service.confirmed for service in services)
