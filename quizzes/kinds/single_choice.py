from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from pages.pictures import PictureBlock

from .base import Feedback, Note, Question, QuestionBlock, feedback_block, mistake_in
from .fields import ChoiceField


class OptionBlock(blocks.StructBlock):
    text = blocks.CharBlock(max_length=400)
    picture = PictureBlock(required=False)
    correct = blocks.BooleanBlock(required=False)
    feedback = feedback_block()


class SingleChoice(Question):
    """One of a few options. The answer is the option's id."""

    slug = "single_choice"
    title = gettext_lazy("Choose one")
    hint = gettext_lazy("Choose one.")
    list_name = "options"

    class Block(QuestionBlock):
        options = blocks.ListBlock(OptionBlock(), min_num=2, max_num=5)

        class Meta:
            icon = "radio-full"
            label = gettext_lazy("Choose one")

        def check_question(self, value):
            self.check_all_differ(value, "options")
            if sum(option["correct"] for option in value["options"]) != 1:
                raise mistake_in("options", _("Mark exactly one option as correct."))

    options = property(lambda self: self.choices)

    def parts(self, seed, value=None):
        return {"options": self.shuffled(self.options, seed)}

    def form_field(self):
        return ChoiceField(choices=[(option.id, option.text) for option in self.options])

    def model_answer(self):
        return next(option.id for option in self.options if option.value["correct"])

    def notes(self, answer):
        return [
            Note(option.text, option.feedback, True)
            for option in self.options
            if option.id == answer and option.feedback and option.value["correct"]
        ]

    def feedback(self, answer):
        """Where an option that is not yet right has words of its own, they stand for the question's."""
        given = super().feedback(answer)
        own = next(option.feedback for option in self.options if option.id == answer)
        return given if given.right or not own else Feedback(False, own)

    def counted(self):
        return self.options

    def counts_for(self, answer):
        return [answer]

    def answer_of_most(self, counts, everybody):
        return max((option.id for option in self.options), key=lambda option: counts[option])

    def in_words(self, answer):
        return [option.text for option in self.options if option.id == answer]
