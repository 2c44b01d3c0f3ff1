from wagtail import blocks

from .practice import PracticeBlock, line


class AgreementPartBlock(blocks.StructBlock):
    title = line()
    lines = blocks.ListBlock(line(), min_num=2, max_num=8)


class AgreementBlock(PracticeBlock):
    """ACT12: tick lines, print, sign on paper; nothing is kept."""

    parts = blocks.ListBlock(AgreementPartBlock(), min_num=2, max_num=8)

    class Meta:
        icon = "doc-full"
        template = "courses/blocks/agreement.html"
        label = "Agreement"
