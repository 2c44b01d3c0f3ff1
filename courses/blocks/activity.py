from wagtail import blocks

from .base import RICH, TaughtBlock


class ActivityItemBlock(blocks.StructBlock):
    prompt = blocks.CharBlock(max_length=400)
    reveal = blocks.CharBlock(max_length=400)


class ActivityBlock(TaughtBlock):
    """Cards to think about and open. What a pupil opens is not sent anywhere."""

    act = blocks.CharBlock(max_length=5)
    title = blocks.CharBlock(max_length=400)
    body = blocks.RichTextBlock(features=RICH)
    items = blocks.ListBlock(ActivityItemBlock(), default=[], max_num=12)
    closing = blocks.CharBlock(max_length=400, required=False)

    class Meta:
        icon = "success"
        template = "courses/blocks/activity.html"
