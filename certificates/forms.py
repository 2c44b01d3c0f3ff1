from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import NameField


class NameForm(forms.Form):
    name = NameField(label=_("Name on the certificate"))
