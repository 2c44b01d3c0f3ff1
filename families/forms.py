import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.choices import AgeBand
from accounts.forms import NameField

PUPILS = [(band.value, band.label) for band in AgeBand if band not in {AgeBand.FAMILY, AgeBand.STAFF}]
EASY = re.compile(r"(\d)\1*|0123|1234|2345|3456|4567|5678|6789|12345|123456|4321|9876")


class EmailForm(forms.Form):
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("The code from the e-mail"),
        max_length=20,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "class": "input--code",
            }
        ),
    )


class PinField(forms.CharField):
    def __init__(self, **options):
        attrs = {"inputmode": "numeric", "autocomplete": "off", "maxlength": 6, "class": "input--code input--short"}
        super().__init__(max_length=6, widget=forms.PasswordInput(attrs=attrs), **options)

    def clean(self, value):
        pin = super().clean(value)
        if not re.fullmatch(r"[0-9]{4,6}", pin):
            raise ValidationError(_("A PIN has four to six figures."))
        return pin


class NewPinForm(forms.Form):
    pin = PinField(
        label=_("Your PIN"), help_text=_("Four to six figures that your child doesn’t guess. It leads back to you.")
    )

    def clean_pin(self):
        if EASY.fullmatch(self.cleaned_data["pin"]):
            raise ValidationError(_("That one is easy to guess. Choose another."))
        return self.cleaned_data["pin"]


class PinForm(forms.Form):
    pin = PinField(label=_("PIN"))


class ChildForm(forms.Form):
    display_name = NameField(
        label=_("Nickname"), help_text=_("Not their full name"), widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    band = forms.ChoiceField(label=_("Age"), choices=[("", _("Choose")), *PUPILS])
