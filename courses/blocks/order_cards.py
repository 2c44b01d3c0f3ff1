import hashlib

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .practice import PracticeBlock, line, picture, short


class OrderCardBlock(blocks.StructBlock):
    text = line()
    picture = picture()
    reason = line()


class OrderCards(blocks.StructValue):
    @property
    def shuffled(self):
        """(card, its place in a good order), in an order that is the same for everybody and not that one."""
        placed = [(card, place) for place, card in enumerate(self["cards"], 1)]
        shuffled = sorted(placed, key=lambda pair: hashlib.sha256(pair[0]["text"].encode()).digest())
        return shuffled if shuffled != placed else [*placed[1:], placed[0]]

    @property
    def good_orders(self):
        """Every good order by places: "1 2 3|2 1 3"."""
        return "|".join([" ".join(str(place) for place in range(1, len(self["cards"]) + 1)), *self["also_good"]])


class OrderCardsBlock(PracticeBlock):
    """ACT4: put in order. Other orders can be good too, and `also` says which."""

    cards = blocks.ListBlock(OrderCardBlock(), min_num=3, max_num=8)
    also = line(required=False, help_text=_("Why other orders are good, too"))
    also_good = blocks.ListBlock(
        short(help_text=_("Places in the list above, such as 2 1 3")), default=[], label=_("Other good orders")
    )

    class Meta:
        icon = "list-ol"
        template = "courses/blocks/order_cards.html"
        label = "Put in order"
        value_class = OrderCards
