from wagtail import blocks

from .practice import PracticeBlock, line


class ConfidenceCheckBlock(PracticeBlock):
    """ACT11: three faces for each "I can". It stays on the page and is gone with it."""

    statements = blocks.ListBlock(line(), min_num=1, max_num=4)
    sure = line()
    nearly = line()
    not_yet = line()

    class Meta:
        icon = "tick"
        template = "courses/blocks/confidence_check.html"
        label = "How sure am I?"
