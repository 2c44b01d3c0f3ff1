from wagtail import blocks

from .base import RICH, PicturedBlock


class DiscussionBlock(PicturedBlock):
    """Questions to talk about. The hint is for the adult who leads; pupils do not get it."""

    prompts = blocks.ListBlock(blocks.CharBlock(max_length=400), min_num=1, max_num=5)
    hint = blocks.RichTextBlock(features=RICH, required=False)

    class Meta:
        icon = "group"
        template = "courses/blocks/discussion.html"
