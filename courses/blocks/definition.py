from wagtail import blocks

from .base import PicturedBlock


class DefinitionBlock(PicturedBlock):
    term = blocks.CharBlock(max_length=400)
    text = blocks.CharBlock(max_length=400)

    class Meta:
        icon = "openquote"
        template = "courses/blocks/definition.html"
