from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .practice import PracticeBlock, line, picture


class PrintCardBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=80)
    text = line(required=False)
    picture = picture()
    back = line(required=False, help_text=_("For the back of the card, or the answer strip"))


class CardsToPrintBlock(PracticeBlock):
    """ACT13: cards to cut out, or a sheet to colour and fill in with a pencil."""

    cards = blocks.ListBlock(PrintCardBlock(), min_num=2, max_num=12)
    layout = blocks.ChoiceBlock(choices=[("cards", _("Cards to cut out")), ("sheet", _("A sheet"))], default="cards")

    class Meta:
        icon = "print"
        template = "courses/blocks/cards_to_print.html"
        label = "Cards to print"
