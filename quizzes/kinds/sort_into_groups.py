from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .base import ChoicePerPartField, FeedbackBlock, Question, QuestionBlock


class GroupBlock(blocks.StructBlock):
    text = blocks.CharBlock(max_length=60)


class ItemBlock(blocks.StructBlock):
    text = blocks.CharBlock(max_length=400)
    group = blocks.IntegerBlock(min_value=1, max_value=3, help_text=_("Place of its group in the list of groups"))
    feedback = FeedbackBlock()


class SortIntoGroups(Question):
    """Cards to sort into two or three groups. The answer is {item id: group id}."""

    slug = "sort_into_groups"
    title = _("Sort into groups")

    class Block(QuestionBlock):
        groups = blocks.ListBlock(GroupBlock(), min_num=2, max_num=3)
        items = blocks.ListBlock(ItemBlock(), min_num=3, max_num=8)

        class Meta:
            icon = "folder-open-inverse"
            label = _("Sort into groups")

    @property
    def groups(self):
        return self.listed("groups")

    @property
    def items(self):
        return self.listed("items")

    def group_of(self, item):
        return self.groups[item.value["group"] - 1]

    def parts(self, seed):
        return {"groups": self.groups, "items": self.shuffled(self.items, seed)}

    def form_field(self):
        return ChoicePerPartField(
            [item.id for item in self.items],
            [group.id for group in self.groups],
            missing=_("Put every card into a group. You can also skip this one."),
        )

    def is_right(self, answer):
        return all(answer.get(item.id) == self.group_of(item).id for item in self.items)

    def notes(self, answer):
        """A line for each card that belongs elsewhere, and for each that has something to say."""
        lines = [(item, answer.get(item.id) == self.group_of(item).id) for item in self.items]
        return [
            (f"{item.text} → {self.group_of(item).text}", item.feedback, right)
            for item, right in lines
            if not right or item.feedback
        ]

    def model_answer(self):
        return {item.id: self.group_of(item).id for item in self.items}

    def right_answer(self):
        return [f"{item.text} → {self.group_of(item).text}" for item in self.items]
