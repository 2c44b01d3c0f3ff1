"""The sizes of paper that certificates are printed on, lying down. Designs are drawn for A4."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

MILLIMETRES = {"a4": (297, 210), "letter": (279.4, 215.9)}


class Paper(TextChoices):
    """Values are stored: add, never rename."""

    A4 = "a4", _("A4")
    LETTER = "letter", _("US Letter")

    @property
    def width(self):
        return MILLIMETRES[self][0]

    @property
    def height(self):
        return MILLIMETRES[self][1]

    @property
    def aside(self):
        """How far things in the middle move to the right, in millimetres; those at the right edge, twice that."""
        return round((self.width - 297) / 2, 2)

    @property
    def down(self):
        """How far things at the foot move down."""
        return round(self.height - 210, 2)

    @property
    def edge(self):
        """How far things at the right edge move to the right."""
        return 2 * self.aside
