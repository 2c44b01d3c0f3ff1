from django import forms
from django.utils.translation import gettext_lazy as _

MOST_ROUNDS = 1000


class AnswerForm(forms.Form):
    """The answer to one question in one round. Its names begin with the question's id, so that many share a page."""

    round = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=MOST_ROUNDS,
        error_messages=dict.fromkeys(
            ["invalid", "min_value", "max_value"], _("This page was out of date. Please send your answer again.")
        ),
    )

    def __init__(self, question, data=None, answer=None):
        super().__init__(data, prefix=question.id, initial={"answer": answer})
        self.fields["answer"] = question.form_field()

    def clean_round(self):
        return self.cleaned_data["round"] or 1

    @property
    def is_empty(self):
        """Nothing was chosen at all, which on a page with many questions means: later."""
        value = self["answer"].data
        return not (any(value.values()) if isinstance(value, dict) else value)

    @property
    def value(self):
        """What is chosen now, as the kind's template wants it."""
        return self["answer"].value()

    @property
    def sentences(self):
        """What to say about this answer, for a child."""
        return [sentence for sentences in self.errors.values() for sentence in sentences]
