from wagtail import blocks

from .base import RICH, PicturedBlock


class ClosingBlock(PicturedBlock):
    """A calm end that has nothing to do with the topic."""

    title = blocks.CharBlock(max_length=400)
    body = blocks.RichTextBlock(features=RICH)

    class Meta:
        icon = "check"
        template = "courses/blocks/closing.html"
