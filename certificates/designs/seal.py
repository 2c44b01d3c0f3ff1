from django.utils.translation import gettext_lazy as _

from accounts.choices import AgeBand

from .base import Design

PINE = {
    "brand": "#0c5c4f",
    "ink": "#08443a",
    "line": "#9cc9bd",
    "gold": "#b8892b",
    "gold_2": "#d9b662",
    "paper": "#fdfcf7",
    "tint": "#eef6f2",
    "glow": "#f3e2b3",
}


class SealDesign(Design):
    """Fine lines, a seal and room for a signature: for a training record or the wall of an office."""

    slug = "seal"
    title = _("The seal")
    bands = (AgeBand.STAFF,)
    name_sizes = {"large": 14, "middle": 18, "small": 24}
    two_line_sizes = {"double": 24, "tiny": 38}
    title_sizes = {"large": 24, "middle": 36, "small": 54}
    school_sizes = {"large": 50, "small": 78}
    palettes = {AgeBand.STAFF: PINE}
