from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .base import ChoiceField, FeedbackBlock, Question, QuestionBlock


class OptionBlock(blocks.StructBlock):
    text = blocks.CharBlock(max_length=400)
    correct = blocks.BooleanBlock(required=False)
    feedback = FeedbackBlock()


class SingleChoice(Question):
    """One of a few options. The answer is the option's id."""

    slug = "single_choice"
    title = _("Choose one")

    class Block(QuestionBlock):
        options = blocks.ListBlock(OptionBlock(), min_num=2, max_num=5)

        class Meta:
            icon = "radio-full"
            label = _("Choose one")

    def parts(self, seed):
        return {"options": self.shuffled(self.options, seed)}

    @property
    def options(self):
        return self.listed("options")

    def form_field(self):
        return ChoiceField(choices=[(option.id, option.text) for option in self.options])

    def is_right(self, answer):
        return any(option.id == answer and option.value["correct"] for option in self.options)

    def notes(self, answer):
        return [
            (option.text, option.feedback, option.value["correct"])
            for option in self.options
            if option.id == answer and option.feedback
        ]

    def model_answer(self):
        return next(option.id for option in self.options if option.value["correct"])

    def right_answer(self):
        return [option.text for option in self.options if option.value["correct"]]
