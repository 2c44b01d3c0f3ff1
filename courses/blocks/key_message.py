from wagtail import blocks

from .base import PicturedBlock


class KeyMessageBlock(PicturedBlock):
    """A sentence to remember."""

    text = blocks.CharBlock(max_length=400)

    class Meta:
        icon = "pick"
        template = "courses/blocks/key_message.html"
