from itertools import permutations
from math import factorial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from pages.pictures import PictureBlock

from .base import Note, Question, QuestionBlock, feedback_block, mistake_in
from .fields import ChoicePerPartField


class ItemBlock(blocks.StructBlock):
    text = blocks.CharBlock(max_length=400)
    picture = PictureBlock(required=False)
    feedback = feedback_block()


class OrderField(ChoicePerPartField):
    """The ids in the order of the places that were given to them."""

    def clean(self, value):
        places = super().clean(value)
        return sorted(places, key=lambda part: int(places[part]))

    def prepare_value(self, value):
        if isinstance(value, list):
            return {part: str(place) for place, part in enumerate(value, 1)}
        return value


def places_in(order):
    """[2, 1, 3] of "2 1 3"; nothing if it is not so written."""
    places = order.split()
    return [int(place) for place in places] if all(place.isdecimal() for place in places) else []


class PutInOrder(Question):
    """Steps to put in order. The answer is the list of item ids, first to last."""

    slug = "put_in_order"
    title = gettext_lazy("Put in order")
    hint = gettext_lazy("Put them in order: 1 comes first.")
    list_name = "items"

    class Block(QuestionBlock):
        items = blocks.ListBlock(ItemBlock(), min_num=3, max_num=6, label=gettext_lazy("Items, in a right order"))
        also_right = blocks.ListBlock(
            blocks.CharBlock(max_length=40, help_text=gettext_lazy("Places in the list above, such as 2 1 3 4")),
            default=[],
            label=gettext_lazy("Other right orders"),
        )

        class Meta:
            icon = "list-ol"
            label = gettext_lazy("Put in order")

        def check_question(self, value):
            self.check_all_differ(value, "items")
            every = list(range(1, len(value["items"]) + 1))
            orders = [places_in(order) for order in value["also_right"]]
            if any(sorted(order) != every for order in orders):
                raise mistake_in(
                    "also_right",
                    _("Write each place once, with spaces between, such as: %(places)s")
                    % {"places": " ".join(map(str, [*every[1::-1], *every[2:]]))},
                )
            if len({tuple(order) for order in [every, *orders]}) == factorial(len(every)):
                raise mistake_in("also_right", _("Every order would be right. Leave out at least one."))

    items = property(lambda self: self.choices)

    @property
    def right_orders(self):
        ids = [item.id for item in self.items]
        others = [places_in(order) for order in self.data["also_right"]]
        return [ids, *([ids[place - 1] for place in order] for order in others)]

    def parts(self, seed, value=None):
        items, right = self.shuffled(self.items, seed), self.right_orders
        # One that is right already would be no question, and to a reader of the page an answer.
        items = next((order for order in permutations(items) if [item.id for item in order] not in right), items)
        places = [str(place) for place in range(1, len(items) + 1)]
        return {"items": [(item, (value or {}).get(item.id)) for item in items], "places": places}

    def form_field(self):
        ids = [item.id for item in self.items]
        return OrderField(
            ids,
            [str(place) for place in range(1, len(ids) + 1)],
            missing=gettext_lazy("Give each one a place. You can also skip this one."),
            once_each=gettext_lazy("Two have the same place. Use each place once."),
        )

    def model_answer(self):
        return [item.id for item in self.items]

    def is_right(self, answer):
        return answer in self.right_orders

    def notes(self, answer):
        """Item by item, beside the right order that comes nearest to the answer."""
        item_of = {item.id: item for item in self.items}
        nearest = max(self.right_orders, key=lambda order: sum(map(str.__eq__, order, answer)))
        return [
            Note(label, item_of[given].feedback, given == best)
            for label, given, best in zip(self.in_words(answer), answer, nearest, strict=True)
        ]

    def in_words(self, answer):
        text_of = {item.id: item.text for item in self.items}
        return [f"{place}. {text_of[item]}" for place, item in enumerate(answer, 1)]
