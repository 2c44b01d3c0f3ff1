from wagtail import blocks

from .practice import PracticeBlock, line, short


class LinePartBlock(blocks.StructBlock):
    label = short()
    lines = blocks.ListBlock(line(), min_num=2, max_num=6)


class ExitLinesBlock(PracticeBlock):
    """ACT8: build a line to leave with from ready-made parts; nobody types."""

    parts = blocks.ListBlock(LinePartBlock(), min_num=2, max_num=3)

    class Meta:
        icon = "logout"
        template = "courses/blocks/exit_lines.html"
        label = "Exit lines"
