from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .base import Choice, Question, QuestionBlock
from .fields import ChoiceField

TITLES = {"true_false": _("True or false"), "yes_no": _("Yes or no"), "fact_myth": _("Fact or myth")}
LABELS = {
    "true_false": (_("True"), _("False")),
    "yes_no": (_("Yes"), _("No")),
    "fact_myth": (_("Fact"), _("Myth")),
}


class TrueFalse(Question):
    """A statement that holds or does not. The answer is "true" or "false"."""

    slug = "true_false"
    hint = _("Choose one.")

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

    def __init__(self, data):
        super().__init__(data)
        self.title = TITLES[data["labels"]]

    @property
    def choices(self):
        true, false = LABELS[self.data["labels"]]
        thumbs = ("thumbs-up", "thumbs-down") if self.data["labels"] == "yes_no" else ("", "")
        return [Choice("true", true, {"picture": thumbs[0]}), Choice("false", false, {"picture": thumbs[1]})]

    options = choices

    def parts(self, seed, value=None):
        """Never shuffled: everybody knows them in this order, and it gives nothing away."""
        return {"options": self.options}

    def form_field(self):
        return ChoiceField(choices=[(option.id, option.text) for option in self.options])

    def model_answer(self):
        return "true" if self.data["answer"] else "false"

    def counted(self):
        right = self.model_answer()
        return [Choice(option.id, option.text, {"correct": option.id == right}) for option in self.options]

    def counts_for(self, answer):
        return [answer]

    def answer_of_most(self, counts, everybody):
        return max((option.id for option in self.options), key=lambda option: counts[option])

    def in_words(self, answer):
        return [str(option.text) for option in self.options if option.id == answer]
