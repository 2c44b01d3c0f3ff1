import uuid

from django.utils.translation import gettext_lazy
from wagtail import blocks

from .base import Choice, Note, Question, QuestionBlock, feedback_block
from .fields import ChoicePerPartField


class PairBlock(blocks.StructBlock):
    left = blocks.CharBlock(max_length=400)
    right = blocks.CharBlock(max_length=400)
    feedback = feedback_block()


def right_id(pair_id):
    """The id of a pair's right side: another one than the left's, because a page shows both."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{pair_id}:right"))


class Matching(Question):
    """Things to match. The answer is {id of a pair, for its left side: id of a right side}."""

    slug = "matching"
    title = gettext_lazy("Match up")
    hint = gettext_lazy("Choose a match for each one.")
    list_name = "pairs"

    class Block(QuestionBlock):
        pairs = blocks.ListBlock(PairBlock(), min_num=3, max_num=6)

        class Meta:
            icon = "link"
            label = gettext_lazy("Match up")

        def check_question(self, value):
            self.check_all_differ(value, "pairs", "left")
            self.check_all_differ(value, "pairs", "right")

    def listed(self, name, text="left"):
        return super().listed(name, text)

    @property
    def rights(self):
        return [Choice(right_id(pair["id"]), pair["right"], pair) for pair in self.data["pairs"]]

    def targets(self, seed):
        return self.shuffled(self.rights, seed)

    def parts(self, seed, value=None):
        lefts = self.shuffled(self.choices, seed)
        return {
            "lefts": [(left, (value or {}).get(left.id)) for left in lefts],
            "rights": self.targets(seed),
        }

    def form_field(self):
        return ChoicePerPartField(
            [left.id for left in self.choices],
            [right.id for right in self.rights],
            missing=gettext_lazy("Choose a match for each one. You can also skip this one."),
        )

    def model_answer(self):
        return {left.id: right_id(left.id) for left in self.choices}

    def notes(self, answer):
        words = self.in_words(answer)
        return [
            Note(label, left.feedback, answer[left.id] == right_id(left.id))
            for label, left in zip(words, self.choices, strict=True)
        ]

    def in_words(self, answer):
        text_of = {right.id: right.text for right in self.rights}
        return [f"{left.text} → {text_of[answer[left.id]]}" for left in self.choices]
