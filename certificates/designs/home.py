from django.utils.translation import gettext_lazy as _

from accounts.choices import AgeBand

from .base import Design

PLUM = {
    "brand": "#82305f",
    "ink": "#642348",
    "line": "#dba9c4",
}


class HomeDesign(Design):
    """A house in the evening with its lights on: for a family."""

    slug = "home"
    title = _("The house")
    bands = (AgeBand.FAMILY,)
    name_sizes = {"large": 13, "middle": 17, "small": 23}
    two_line_sizes = {"double": 23, "tiny": 36}
    title_sizes = {"large": 23, "middle": 34, "small": 52}
    school_sizes = {"large": 50, "small": 78}
    palettes = {AgeBand.FAMILY: PLUM}
