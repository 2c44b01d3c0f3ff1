from django.utils.translation import gettext_lazy as _

from accounts.choices import AgeBand

from .base import Design

PATHFINDERS = {
    "brand": "#453b8f",
    "ink": "#2a2360",
    "night": "#2a2360",
    "night_2": "#332b70",
    "line": "#6f66bd",
    "line_strong": "#a49ce6",
    "paper": "#fbfaf7",
    "faint": "#ecebf6",
}
NAVIGATORS = {
    "brand": "#0b5a86",
    "ink": "#073a57",
    "night": "#073a57",
    "night_2": "#0b4b70",
    "line": "#3f86b0",
    "line_strong": "#86c1e2",
    "paper": "#fbfaf7",
    "faint": "#e6f0f5",
}


class ContoursDesign(Design):
    """A map by night with a way to the top, and plain paper beside it: for somebody nearly grown up."""

    slug = "contours"
    title = _("The map")
    bands = (AgeBand.PATHFINDERS,)
    name_sizes = {"large": 10.6, "middle": 14, "small": 19.5}
    two_line_sizes = {"double": 19.5, "tiny": 31}
    title_sizes = {"large": 18, "middle": 28, "small": 43}
    school_sizes = {"large": 38, "small": 62}
    palettes = {AgeBand.PATHFINDERS: PATHFINDERS, AgeBand.NAVIGATORS: NAVIGATORS}
