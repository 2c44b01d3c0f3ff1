from wagtail import blocks

from .base import RICH, PicturedBlock


class TextBlock(PicturedBlock):
    body = blocks.RichTextBlock(features=RICH)

    class Meta:
        icon = "pilcrow"
        template = "courses/blocks/text.html"
