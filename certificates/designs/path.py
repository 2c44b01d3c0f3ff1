from django.utils.translation import gettext_lazy as _

from accounts.choices import AgeBand

from .base import Design

NAVIGATORS = {
    "brand": "#0b5a86",
    "ink": "#074364",
    "line": "#97c4de",
    "dawn_1": "#fdf4dc",
    "dawn_2": "#fdecc2",
    "dawn_3": "#fee1a0",
    "sun": "#ffcf57",
    "hill_1": "#d9e6ea",
    "hill_2": "#b7d2da",
    "hill_3": "#8fbcb9",
    "hill_4": "#5f9f8f",
    "hill_5": "#327d6c",
    "way_2": "#f5ead0",
    "way_3": "#f2e2c0",
    "way_4": "#efd9ae",
    "way_5": "#eacf9c",
    "tree_2": "#8db3bd",
    "tree_3": "#5f9a98",
    "tree_3b": "#4f8988",
    "tree_4": "#3f8574",
    "tree_4b": "#2f7262",
    "tree_5": "#1d5f52",
    "tree_5b": "#124b40",
    "shade": "#2a6a5c",
    "flag": "#d9542b",
    "flower": "#f2a48f",
}


class PathDesign(Design):
    """A way through hills with waymarks, and a walkers' board that carries the code."""

    slug = "path"
    title = _("The path")
    bands = (AgeBand.NAVIGATORS,)
    name_sizes = {"large": 14, "middle": 18, "small": 24}
    two_line_sizes = {"double": 24, "tiny": 38}
    title_sizes = {"large": 24, "middle": 36, "small": 56}
    school_sizes = {"large": 52, "small": 80}
    palettes = {AgeBand.NAVIGATORS: NAVIGATORS}
