from wagtail import blocks

from .base import TaughtBlock


class KeyMessageBlock(TaughtBlock):
    """A sentence to remember."""

    text = blocks.CharBlock(max_length=400)

    class Meta:
        icon = "pick"
        template = "courses/blocks/key_message.html"
