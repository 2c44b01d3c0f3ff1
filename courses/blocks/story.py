from wagtail import blocks

from .base import RICH, PicturedBlock


class StoryBlock(PicturedBlock):
    """Something that happens to an invented person."""

    title = blocks.CharBlock(max_length=400)
    body = blocks.RichTextBlock(features=RICH)

    class Meta:
        icon = "user"
        template = "courses/blocks/story.html"
