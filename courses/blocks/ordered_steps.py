from wagtail import blocks

from .base import TaughtBlock


class OrderedStepBlock(blocks.StructBlock):
    text = blocks.CharBlock(max_length=400)
    reason = blocks.CharBlock(max_length=400)


class OrderedStepsBlock(TaughtBlock):
    """What to do, in order, each with its reason."""

    title = blocks.CharBlock(max_length=400)
    items = blocks.ListBlock(OrderedStepBlock(), min_num=2, max_num=9)

    class Meta:
        icon = "list-ol"
        template = "courses/blocks/ordered_steps.html"
