from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .base import Choice, ChoicePerPartField, FeedbackBlock, Question, QuestionBlock


class PairBlock(blocks.StructBlock):
    left = blocks.CharBlock(max_length=400)
    right = blocks.CharBlock(max_length=400)
    feedback = FeedbackBlock()


class Matching(Question):
    """Things to match. The answer is {pair id of the left side: pair id of the right side}."""

    slug = "matching"
    title = _("Match up")

    class Block(QuestionBlock):
        pairs = blocks.ListBlock(PairBlock(), min_num=3, max_num=6)

        class Meta:
            icon = "link"
            label = _("Match up")

    def side(self, name):
        return [Choice(item["id"], item["value"][name], item["value"]) for item in self.data["pairs"]]

    def parts(self, seed):
        rights = self.shuffled(self.side("right"), f"{seed}:right")
        return {"lefts": self.shuffled(self.side("left"), seed), "rights": rights}

    def form_field(self):
        ids = [choice.id for choice in self.side("left")]
        return ChoicePerPartField(ids, ids, missing=_("Choose a match for each one. You can also skip this one."))

    def is_right(self, answer):
        return all(answer.get(choice.id) == choice.id for choice in self.side("left"))

    def notes(self, answer):
        return [
            (f"{choice.text} → {choice.value['right']}", choice.feedback, answer.get(choice.id) == choice.id)
            for choice in self.side("left")
            if choice.feedback or answer.get(choice.id) != choice.id
        ]

    def model_answer(self):
        return {choice.id: choice.id for choice in self.side("left")}

    def right_answer(self):
        return [f"{choice.text} → {choice.value['right']}" for choice in self.side("left")]
