from django import forms
from django.utils.translation import gettext_lazy as _

# Fields are shared, not copied for each form as Django would: a class answers at once, and nothing is kept in them.
ROUND = forms.IntegerField(
    required=False,
    min_value=1,
    max_value=1000,
    error_messages=dict.fromkeys(
        ["invalid", "min_value", "max_value"], _("This page was out of date. Please send your answer again.")
    ),
)


class AnswerForm(forms.Form):
    """The answer to one question in one round. Its names begin with the question's id, so that many share a page."""

    def __init__(self, question, data=None, answer=None):
        super().__init__(data, prefix=question.id, initial={"answer": answer}, label_suffix="")
        self.fields = {"round": ROUND, "answer": question.shared_field}

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
