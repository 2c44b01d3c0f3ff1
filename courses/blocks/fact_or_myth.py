from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .practice import PracticeBlock, line


class FactCardBlock(blocks.StructBlock):
    text = line()
    answer = blocks.ChoiceBlock(choices=[("fact", _("Fact")), ("myth", _("Myth"))])
    why = line()


class FactOrMythBlock(PracticeBlock):
    """ACT10."""

    cards = blocks.ListBlock(FactCardBlock(), min_num=3, max_num=8)

    class Meta:
        icon = "help"
        template = "courses/blocks/fact_or_myth.html"
        label = "Fact or myth"
