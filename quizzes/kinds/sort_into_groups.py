from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from pages.pictures import PictureBlock

from .base import Note, Question, QuestionBlock, feedback_block, mistake_in
from .fields import ChoicePerPartField


class GroupBlock(blocks.StructBlock):
    text = blocks.CharBlock(max_length=60)


class ItemBlock(blocks.StructBlock):
    text = blocks.CharBlock(max_length=400)
    picture = PictureBlock(required=False)
    group = blocks.IntegerBlock(
        min_value=1, max_value=3, help_text=gettext_lazy("Place of its group in the list of groups")
    )
    feedback = feedback_block()


class SortIntoGroups(Question):
    """Cards to sort into two or three groups. The answer is {item id: group id}."""

    slug = "sort_into_groups"
    title = gettext_lazy("Sort into groups")
    hint = gettext_lazy("Choose a group for each card.")
    list_name = "items"

    class Block(QuestionBlock):
        groups = blocks.ListBlock(GroupBlock(), min_num=2, max_num=3)
        items = blocks.ListBlock(ItemBlock(), min_num=3, max_num=8)

        class Meta:
            icon = "folder-open-inverse"
            label = gettext_lazy("Sort into groups")

        def check_question(self, value):
            self.check_all_differ(value, "groups")
            self.check_all_differ(value, "items")
            if any(item["group"] > len(value["groups"]) for item in value["items"]):
                raise mistake_in(
                    "items",
                    _("An item names a group that is not there. There are %(count)d groups.")
                    % {"count": len(value["groups"])},
                )

    items = property(lambda self: self.choices)

    @property
    def groups(self):
        return self.listed("groups")

    def targets(self, seed):
        return self.groups

    def parts(self, seed, value=None):
        items = self.shuffled(self.items, seed)
        return {"groups": self.groups, "items": [(item, (value or {}).get(item.id)) for item in items]}

    def form_field(self):
        return ChoicePerPartField(
            [item.id for item in self.items],
            [group.id for group in self.groups],
            missing=gettext_lazy("Put every card into a group. You can also skip this one."),
        )

    def model_answer(self):
        groups = self.groups
        return {item.id: groups[item.value["group"] - 1].id for item in self.items}

    def notes(self, answer):
        right, words = self.model_answer(), self.in_words(answer)
        return [
            Note(label, item.feedback, answer[item.id] == right[item.id])
            for label, item in zip(words, self.items, strict=True)
        ]

    def in_words(self, answer):
        text_of = {group.id: group.text for group in self.groups}
        return [f"{item.text} → {text_of[answer[item.id]]}" for item in self.items]
