from wagtail import blocks

from .base import RICH, TaughtBlock


class TextBlock(TaughtBlock):
    body = blocks.RichTextBlock(features=RICH)

    class Meta:
        icon = "pilcrow"
        template = "courses/blocks/text.html"
