import re

from allauth.account.models import EmailAddress
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from .cards import plain_code
from .choices import Nation
from .models import School, User
from .models.classes import CARD_NUMBERS
from .names import clean_display_name


class NameField(forms.CharField):
    """A name as people write them; see `clean_display_name`."""

    def clean(self, value):
        try:
            return clean_display_name(super().clean(value))
        except ValueError as error:
            raise ValidationError(str(error)) from error


class SignUpName(forms.Form):
    """What we ask of an adult besides address and password."""

    display_name = NameField(
        label=_("Your name"),
        help_text=_("As your colleagues know you"),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def signup(self, request, user):
        user.display_name = self.cleaned_data["display_name"]
        user.save(update_fields=["display_name"])


class RegisterNumberField(forms.CharField):
    """A school's number as people copy it: 100 000, or 123-4567."""

    def clean(self, value):
        digits = re.sub(r"[\s-]", "", super().clean(value))
        if digits and not re.fullmatch(r"[0-9]{5,8}", digits):
            raise ValidationError(_("A URN or SEED number has five to eight figures. You can leave this empty."))
        return digits


class SchoolForm(forms.ModelForm):
    """A school to sign up. What is asked for here must fit on half a page of a phone."""

    register_number = RegisterNumberField(
        label=_("URN or SEED number"),
        required=False,
        max_length=12,
        help_text=_("It helps us to approve your school sooner"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    class Meta:
        model = School
        fields = ["name", "nation", "register_number"]
        labels = {"name": _("School"), "nation": _("Nation")}
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "organization"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["nation"].choices = [("", _("Choose")), *Nation.choices]


class InvitedForm(forms.Form):
    """An account for who was invited: the mail has shown that the address is theirs."""

    display_name = NameField(
        label=_("Your name"),
        help_text=_("As your colleagues know you"),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=_("Password"),
        help_text=_("At least 12 characters. Three random words make a good password."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, email, **kwargs):
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_password(self):
        likely = User(email=self.email, display_name=self.cleaned_data.get("display_name", ""))
        validate_password(self.cleaned_data["password"], likely)
        return self.cleaned_data["password"]

    def clean(self):
        if User.objects.filter(email=self.email).exists():
            raise ValidationError(_("You have a Waymark account with this address. Sign in instead."))

    @transaction.atomic
    def save(self):
        user = User.objects.create_adult(self.email, self.cleaned_data["display_name"], self.cleaned_data["password"])
        EmailAddress.objects.create(user=user, email=self.email, verified=True, primary=True)
        return user


def card_input(**attrs):
    """Nothing of a card is remembered, corrected or looked up by the browser."""
    return forms.TextInput(attrs={"autocomplete": "off", "autocorrect": "off", "spellcheck": "false", **attrs})


class JoinForm(forms.Form):
    """What stands on a pupil's card. Case, spaces and a leading zero are forgiven."""

    class_code = forms.CharField(
        label=_("1. Class code"),
        help_text=_("Six letters"),
        max_length=20,
        widget=card_input(autocapitalize="characters", **{"class": "input--code"}),
    )
    number = forms.CharField(
        label=_("2. Card number"),
        help_text=_("From 1 to 40"),
        max_length=10,
        widget=card_input(inputmode="numeric", **{"class": "input--code input--short"}),
    )
    words = forms.CharField(
        label=_("3. Your three words"),
        help_text=_("Spaces and capital letters don’t matter"),
        max_length=80,
        widget=card_input(autocapitalize="none"),
    )

    @classmethod
    def again(cls, data):
        """An empty form for the next try: the words are never sent back."""
        kept = {name: data.get(name, "")[: cls.base_fields[name].max_length] for name in ("class_code", "number")}
        return cls(initial=kept)

    def clean_class_code(self):
        return plain_code(self.cleaned_data["class_code"])

    def clean_number(self):
        digits = re.sub(r"[^0-9]", "", self.cleaned_data["number"])
        if not digits or int(digits) not in CARD_NUMBERS:
            raise ValidationError(_("A card has a number from 1 to 40."))
        return int(digits)
