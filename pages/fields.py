from django import forms
from django.db import models


class ChoiceListField(models.JSONField):
    """Any number of fixed choices, stored as a JSON list and edited as tick boxes."""

    def __init__(self, *args, **kwargs):
        self.list_choices = kwargs.pop("list_choices", [])
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        return forms.TypedMultipleChoiceField(
            choices=self.list_choices,
            coerce=type(self.list_choices[0][0]),
            widget=forms.CheckboxSelectMultiple,
            required=False,
            label=self.verbose_name.capitalize(),
            help_text=self.help_text,
        )
