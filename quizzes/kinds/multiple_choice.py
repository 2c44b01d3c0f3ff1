from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from .base import Note, Question, QuestionBlock, mistake_in
from .single_choice import OptionBlock


class AnyOfField(forms.MultipleChoiceField):
    default_error_messages = {
        "required": gettext_lazy("Choose at least one answer. You can also skip this one."),
        "invalid_choice": gettext_lazy("Choose from the answers on this page."),
    }

    def clean(self, value):
        return sorted(set(super().clean(value)))


class MultipleChoice(Question):
    """Several of a few options. The answer is the sorted list of the ids chosen."""

    slug = "multiple_choice"
    title = gettext_lazy("Choose all that fit")
    hint = gettext_lazy("Choose all that fit.")
    list_name = "options"

    class Block(QuestionBlock):
        options = blocks.ListBlock(OptionBlock(), min_num=3, max_num=6)

        class Meta:
            icon = "tick"
            label = gettext_lazy("Choose all that fit")

        def check_question(self, value):
            self.check_all_differ(value, "options")
            if not 1 < sum(option["correct"] for option in value["options"]) < len(value["options"]):
                raise mistake_in("options", _("Mark at least two options as correct, and leave at least one."))

    options = property(lambda self: self.choices)

    def parts(self, seed, value=None):
        return {"options": self.shuffled(self.options, seed)}

    def form_field(self):
        return AnyOfField(choices=[(option.id, option.text) for option in self.options])

    def model_answer(self):
        return sorted(option.id for option in self.options if option.value["correct"])

    def notes(self, answer):
        """For what was chosen. What was left out is not named: there may be another go."""
        return [
            Note(option.text, option.feedback, option.value["correct"])
            for option in self.options
            if option.id in answer
        ]

    def counted(self):
        return self.options

    def counts_for(self, answer):
        return answer

    def answer_of_most(self, counts, everybody):
        return sorted(option.id for option in self.options if counts[option.id] * 2 > everybody) or None

    def in_words(self, answer):
        return [option.text for option in self.options if option.id in answer]
