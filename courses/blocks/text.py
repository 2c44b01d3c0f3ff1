from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .base import RICH, PicturedBlock


class TextBlock(PicturedBlock):
    """A passage; with a `look_up` it is folded under it, for what one opens when it fits and nobody reads through."""

    look_up = blocks.CharBlock(
        required=False, max_length=80, label=_("To look up"), help_text=_("Folds the text under this line")
    )
    body = blocks.RichTextBlock(features=RICH)

    class Meta:
        icon = "pilcrow"
        template = "courses/blocks/text.html"
