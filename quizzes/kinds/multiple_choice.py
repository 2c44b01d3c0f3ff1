from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .base import Question, QuestionBlock
from .single_choice import OptionBlock


class AnyOfField(forms.MultipleChoiceField):
    default_error_messages = {
        "required": _("Choose at least one answer. You can also skip this one."),
        "invalid_choice": _("Choose from the answers on this page."),
    }

    def clean(self, value):
        return sorted(super().clean(value))


class MultipleChoice(Question):
    """Several of a few options. The answer is the sorted list of the ids chosen."""

    slug = "multiple_choice"
    title = _("Choose all that fit")

    class Block(QuestionBlock):
        options = blocks.ListBlock(OptionBlock(), min_num=3, max_num=6)

        class Meta:
            icon = "tick"
            label = _("Choose all that fit")

    @property
    def options(self):
        return self.listed("options")

    def parts(self, seed):
        return {"options": self.shuffled(self.options, seed)}

    def form_field(self):
        return AnyOfField(choices=[(option.id, option.text) for option in self.options])

    def is_right(self, answer):
        return sorted(answer) == sorted(option.id for option in self.options if option.value["correct"])

    def notes(self, answer):
        """Feedback for what was chosen, and for each fitting option that was not."""
        return [
            (option.text, option.feedback, option.value["correct"] == (option.id in answer))
            for option in self.options
            if option.feedback and (option.id in answer or option.value["correct"])
        ]

    def model_answer(self):
        return sorted(option.id for option in self.options if option.value["correct"])

    def right_answer(self):
        return [option.text for option in self.options if option.value["correct"]]
