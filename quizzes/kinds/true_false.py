from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .base import Choice, ChoiceField, Question, QuestionBlock

LABELS = {
    "true_false": (_("True"), _("False")),
    "yes_no": (_("Yes"), _("No")),
    "fact_myth": (_("Fact"), _("Myth")),
}


class TrueFalse(Question):
    """A statement that holds or does not. The answer is "true" or "false"."""

    slug = "true_false"
    title = _("True or false")

    class Block(QuestionBlock):
        answer = blocks.BooleanBlock(required=False, label=_("It is true"))
        labels = blocks.ChoiceBlock(
            choices=[
                ("true_false", _("True / False")),
                ("yes_no", _("Yes / No")),
                ("fact_myth", _("Fact / Myth")),
            ],
            default="true_false",
        )

        class Meta:
            icon = "check"
            label = _("True or false")

    @property
    def options(self):
        true, false = LABELS[self.data["labels"]]
        return [Choice("true", true, {}), Choice("false", false, {})]

    def parts(self, seed):
        return {"options": self.shuffled(self.options, seed)}

    def form_field(self):
        return ChoiceField(choices=[(option.id, option.text) for option in self.options])

    def is_right(self, answer):
        return (answer == "true") == self.data["answer"]

    def model_answer(self):
        return "true" if self.data["answer"] else "false"

    def right_answer(self):
        return [str(LABELS[self.data["labels"]][0 if self.data["answer"] else 1])]
