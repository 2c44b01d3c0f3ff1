from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .base import ChoicePerPartField, FeedbackBlock, Question, QuestionBlock


class ItemBlock(blocks.StructBlock):
    text = blocks.CharBlock(max_length=400)
    feedback = FeedbackBlock()


class OrderField(ChoicePerPartField):
    """The ids in the order of their places."""

    def clean(self, value):
        if isinstance(value, list):  # an answer that was cleaned before
            return value
        places = super().clean(value)
        return sorted(places, key=lambda part: int(places[part]))


class PutInOrder(Question):
    """Steps to put in order. The answer is the list of item ids, first to last."""

    slug = "put_in_order"
    title = _("Put in order")

    class Block(QuestionBlock):
        items = blocks.ListBlock(ItemBlock(), min_num=3, max_num=6, label=_("Items, in a right order"))
        also_right = blocks.ListBlock(
            blocks.CharBlock(max_length=40, help_text=_("Places in the list above, such as 2 1 3 4")),
            default=[],
            label=_("Other right orders"),
        )

        class Meta:
            icon = "list-ol"
            label = _("Put in order")

    @property
    def items(self):
        return self.listed("items")

    def right_orders(self):
        ids = [item.id for item in self.items]
        others = [[int(place) for place in order["value"].split()] for order in self.data["also_right"]]
        return [ids, *([ids[place - 1] for place in order] for order in others)]

    def parts(self, seed):
        items = self.shuffled(self.items, seed)
        if [item.id for item in items] in self.right_orders():
            items.reverse()
        return {"items": items, "places": range(1, len(items) + 1)}

    def form_field(self):
        items = self.items
        return OrderField(
            [item.id for item in items],
            [str(place + 1) for place in range(len(items))],
            missing=_("Give each one a place. You can also skip this one."),
            once_each=_("Two have the same place. Use each place once."),
        )

    def is_right(self, answer):
        return answer in self.right_orders()

    def notes(self, answer):
        first = self.right_orders()[0]
        return [
            (item.text, item.feedback, answer.index(item.id) == first.index(item.id))
            for item in self.items
            if item.feedback
        ]

    def model_answer(self):
        return self.right_orders()[0]

    def right_answer(self):
        return [item.text for item in self.items]
