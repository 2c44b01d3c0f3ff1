from django.utils.translation import gettext_lazy as _

from accounts.choices import AgeBand

from .base import Design

EXPLORERS = {
    "brand": "#2a701f",
    "ink": "#1d5414",
    "line": "#a5d094",
    "sky": "#d7eefb",
    "sky_2": "#c3e4f7",
    "hill_1": "#bfe3a8",
    "hill_2": "#96cf7c",
    "hill_3": "#6cb556",
    "hill_4": "#4a963b",
}
SPARKS = {
    "brand": "#9a4a00",
    "ink": "#773800",
    "line": "#e8bd8d",
    "sky": "#fdeecf",
    "sky_2": "#fbe0b0",
    "hill_1": "#cfe5a2",
    "hill_2": "#abd27e",
    "hill_3": "#85bb5d",
    "hill_4": "#5f9c42",
}


class KitesDesign(Design):
    """Kites over a meadow, and a cloud to write on: for a bedroom wall."""

    slug = "kites"
    title = _("Kites")
    bands = (AgeBand.SPARKS, AgeBand.EXPLORERS)
    name_sizes = {"large": 10.4, "middle": 13.2, "small": 17.5}
    two_line_sizes = {"double": 17.5, "tiny": 28}
    title_sizes = {"large": 18, "middle": 27, "small": 41}
    school_sizes = {"large": 38, "small": 62}
    palettes = {AgeBand.EXPLORERS: EXPLORERS, AgeBand.SPARKS: SPARKS}
