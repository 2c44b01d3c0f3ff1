"""Template tags of the whole site; a builtin, so that no template has to load them."""

import re
from functools import lru_cache

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from accounts.choices import AgeBand

from .. import help_rail as rail
from .. import pictures

register = template.Library()

CODE = re.compile(r"\b[A-Z]{2,4} \d[\d/]*-\w+")  # HWB 3-16a, TCH 0/1-03a

ICONS = {
    path.stem: SafeString(path.read_text().strip())
    for path in (settings.BASE_DIR / "templates" / "components" / "icons").glob("*.svg")
}
SCENES = {
    path.stem: SafeString(path.read_text().strip())
    for path in (settings.BASE_DIR / "templates" / "components" / "scenes").glob("*.svg")
}


@register.simple_tag
def icon(name):
    """An inline picture that screen readers pass over: the words beside it say the same."""
    return ICONS[name]


@register.filter
def whole_codes(text):
    """No line ends inside a code of a curriculum. The text stays as it is written, to be found and copied."""
    return SafeString(CODE.sub(r'<span class="nowrap">\g<0></span>', escape(text)))


@register.simple_tag
def constant(name, **given):
    """A part of the page that is the same for all who read in this language, and for whom `given` is the same; drawn
    once a process."""
    draw = _constant.__wrapped__ if settings.DEBUG else _constant
    return draw(name, get_language(), *given.items())


@lru_cache(maxsize=512)
def _constant(name, language, *given):
    return render_to_string(name, dict(given))


@register.simple_tag
def scene(band):
    """The landscape of a band."""
    return SCENES[band]


@register.simple_tag
def picture(name):
    """A drawing of a lesson, without words of its own."""
    return pictures.svg(name)


@register.simple_tag(takes_context=True)
def help_rail(context):
    """Who can help the reader of this page. Asks the page for `band`, `nation` and `full_help`; where it has no band,
    those who teach read it as staff."""
    band = context.get("band") or (AgeBand.STAFF if teaches(context.get("user")) else "")
    return rail.rendered(band, context.get("nation") or "", full=bool(context.get("full_help")))


def teaches(user):
    return bool(user and user.is_authenticated and (user.is_school_staff or user.stands_in))
