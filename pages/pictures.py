"""The pictures that lessons may show: small drawings by name, drawn into the page so that they cost no request."""

from functools import cache

from django.conf import settings
from django.utils.safestring import SafeString
from wagtail import blocks

FOLDER = settings.BASE_DIR / "templates" / "components" / "pictures"
NAMES = frozenset(path.stem for path in FOLDER.glob("*.svg"))


@cache
def svg(name):
    """The drawing; screen readers pass it over, so the words beside it say the same."""
    return SafeString((FOLDER / f"{name}.svg").read_text().strip())


def choices():
    """Asked when a form is drawn, so that migrations do not change with the pictures that there are."""
    return [(name, name.replace("-", " ")) for name in sorted(NAMES)]


class PictureBlock(blocks.ChoiceBlock):
    """One of the pictures, chosen by its name."""

    def __init__(self, **options):
        super().__init__(choices=choices, **options)

    def normalize_choice(self, value):
        """A name is text already. Wagtail would go through all fifteen hundred for each picture of a page."""
        return value
