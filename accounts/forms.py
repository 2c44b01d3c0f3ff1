from django import forms
from django.utils.translation import gettext_lazy as _

from .models.classes import CARD_NUMBERS


class SignUpName(forms.Form):
    """What we ask of an adult besides address and password."""

    display_name = forms.CharField(label=_("Your name"), max_length=60, help_text=_("As your colleagues know you"))

    def signup(self, request, user):
        user.display_name = self.cleaned_data["display_name"]
        user.save(update_fields=["display_name"])


class JoinForm(forms.Form):
    """What stands on a pupil's card."""

    class_code = forms.CharField(
        label=_("Class code"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    number = forms.IntegerField(
        label=_("Card number"),
        min_value=min(CARD_NUMBERS),
        max_value=max(CARD_NUMBERS),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    words = forms.CharField(
        label=_("Your three words"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
