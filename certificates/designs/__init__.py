"""The certificate designs. A new one is a file here, its templates, and a line in this list."""

from .contours import ContoursDesign
from .home import HomeDesign
from .kites import KitesDesign
from .path import PathDesign
from .seal import SealDesign

DESIGNS = [PathDesign, KitesDesign, ContoursDesign, HomeDesign, SealDesign]


def design_of(slug):
    """The design of this name; the first one where a design was taken away."""
    return next((design for design in DESIGNS if design.slug == slug), DESIGNS[0])


def design_for(band):
    """The design that a band's certificates have unless their course chooses another."""
    return next((design for design in DESIGNS if band in design.bands), DESIGNS[0])
