"""The form fields by which questions are answered; the kinds' templates draw them."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class AnswerWidget(forms.Widget):
    """Reads the parts of an answer from a plain form."""

    def __init__(self, read):
        super().__init__()
        self.read = read

    def value_from_datadict(self, data, files, name):
        return self.read(data, name)


class ChoiceField(forms.ChoiceField):
    """One id out of a list, with a sentence for a child when there is none."""

    default_error_messages = {
        "required": _("Choose an answer first. You can also skip this one."),
        "invalid_choice": _("Choose one of the answers on this page."),
    }


class ChoicePerPartField(forms.Field):
    """One choice for each part: {part id: choice id}. Serves ordering, sorting and matching."""

    def __init__(self, part_ids, choice_ids, *, missing, once_each=None):
        self.part_ids, self.choice_ids = part_ids, set(choice_ids)
        self.missing, self.once_each = missing, once_each
        super().__init__(widget=AnswerWidget(self.read), required=False)

    def read(self, data, name):
        return {part: data.get(f"{name}-{part}", "") for part in self.part_ids}

    def clean(self, value):
        if set(value.values()) - self.choice_ids:
            raise ValidationError(self.missing)
        if self.once_each and len(set(value.values())) < len(value):
            raise ValidationError(self.once_each)
        return value
