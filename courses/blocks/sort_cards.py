from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from .practice import PracticeBlock, line, picture, short


class BinBlock(blocks.StructBlock):
    text = short()
    picture = picture()


class SortCardBlock(blocks.StructBlock):
    text = line()
    picture = picture()
    bin = short(help_text="The words of the group that fits")
    why = line(help_text="Said when it is there")
    elsewhere = line(help_text="Said when it is put into another group")


class SortCardsBlock(PracticeBlock):
    """ACT1: tap and sort."""

    bins = blocks.ListBlock(BinBlock(), min_num=2, max_num=3)
    cards = blocks.ListBlock(SortCardBlock(), min_num=3, max_num=10)

    class Meta:
        icon = "folder-open-inverse"
        template = "courses/blocks/sort_cards.html"
        label = "Sort cards"

    def clean(self, value):
        value = super().clean(value)
        known = {bin["text"] for bin in value["bins"]}
        if lost := [card["text"] for card in value["cards"] if card["bin"] not in known]:
            said = _("No group has this name: %(cards)s") % {"cards": ", ".join(lost)}
            raise StructBlockValidationError({"cards": ListBlockValidationError(non_block_errors=[said])})
        return value
