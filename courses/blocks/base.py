from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from pages.pictures import PictureBlock

RICH = ["bold", "italic", "ol", "ul"]


class TaughtBlock(blocks.StructBlock):
    """A block of a step. `teaches` holds ids of the advice whose sentence stands in this very block."""

    teaches = blocks.ListBlock(blocks.CharBlock(max_length=4), default=[], label=_("Advice taught"))
    lint_exception = blocks.CharBlock(
        required=False, max_length=400, help_text=_("Why this block may break a text rule")
    )


class PicturedBlock(TaughtBlock):
    """A block with words of its own, and a drawing beside them where that helps the reader."""

    picture = PictureBlock(required=False)
