"""What a teacher fills in about a class."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.choices import AgeBand
from accounts.forms import NameField
from accounts.models import ClassGroup, School
from accounts.models.classes import CARD_NUMBERS

from .name_lists import pupil_name

BANDS = [AgeBand.SPARKS, AgeBand.EXPLORERS, AgeBand.NAVIGATORS, AgeBand.PATHFINDERS]


class ClassForm(forms.ModelForm):
    name = NameField(label=_("Name of the class"), max_length=60, help_text=_("Such as 8 Oak"))
    year_group = forms.CharField(
        label=_("Year group"), max_length=30, required=False, help_text=_("Such as Year 8, P6 or S2")
    )
    band = forms.ChoiceField(
        label=_("Age"), choices=[("", _("Choose")), *[(band.value, band.label) for band in BANDS]]
    )

    class Meta:
        model = ClassGroup
        fields = ["name", "year_group", "band"]

    def __init__(self, *args, beside=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.beside = beside  # classes from which it is told apart by its name alone
        for name in ("name", "year_group"):
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def clean(self):
        data = super().clean()
        if "name" in data and self.has_namesake(data):
            self.add_error("name", _("You have a class of this name. Choose another."))
        if data.get("band") == AgeBand.SPARKS and self.instance.pk and self.instance.enrolments.here().exists():
            self.add_error("band", _("Sparks have no cards and no accounts, and this class has pupils with both."))
        return data

    def has_namesake(self, data):
        return self.beside is not None and self.beside.filter(name__iexact=data["name"]).exists()


class NewClassForm(ClassForm):
    """With the school, for those who work at several."""

    school = forms.ModelChoiceField(label=_("School"), queryset=School.objects.none(), empty_label=_("Choose"))

    def __init__(self, user, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["school"].queryset = School.objects.visible_to(user)
        self.user = user
        if len(user.schools) == 1:
            del self.fields["school"]

    def has_namesake(self, data):
        """The same form sent twice is one class."""
        if self.errors:
            return False
        self.beside = ClassGroup.objects.visible_to(self.user).current().filter(school=self.at_school)
        return super().has_namesake(data) and not self.beside.filter(enrolments=None, **self.class_fields).exists()

    @property
    def at_school(self):
        return self.cleaned_data.get("school") or self.user.schools[0]

    @property
    def class_fields(self):
        return {name: self.cleaned_data[name] for name in self._meta.fields}


class TicketsForm(forms.Form):
    how_many = forms.IntegerField(
        label=_("How many pupils?"),
        min_value=1,
        max_value=max(CARD_NUMBERS),
        widget=forms.NumberInput(attrs={"class": "input--code input--short", "autocomplete": "off"}),
        error_messages={
            "min_value": _("Write a number from 1 to 40."),
            "max_value": _("A class has at most 40 pupils."),
            "invalid": _("Write a number, such as 28."),
            "required": _("Write a number, such as 28."),
        },
    )

    def __init__(self, *args, had=0, **kwargs):
        super().__init__(*args, **kwargs)
        if had:
            self.fields["how_many"].label = _("How many more pupils?")


class ListForm(forms.Form):
    """A pasted list, or a file: each may be empty, but not both."""

    names = forms.CharField(
        label=_("Paste the names here"),
        help_text=_("One on each line. “Surname, Forename” is fine, and so are cells copied from a spreadsheet."),
        required=False,
        strip=False,
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off", "spellcheck": "false"}),
    )
    file = forms.FileField(
        label=_("Or choose a file"),
        help_text=_("CSV or Excel (.xlsx). We keep the first name only, and tell you what we leave out."),
        required=False,
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.one_of = True

    def clean(self):
        data = super().clean()
        if not data.get("file") and not (data.get("names") or "").strip() and not self.errors:
            raise forms.ValidationError(_("Paste some names, or choose a file."))
        return data


class RenameForm(forms.Form):
    name = NameField(
        label=_("Name"),
        help_text=_("A first name is enough. It stands on the card and on the certificate."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_name(self):
        try:
            return pupil_name(self.cleaned_data["name"])
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error


class MoveForm(forms.Form):
    to = forms.ModelChoiceField(
        label=_("To which class?"), queryset=ClassGroup.objects.none(), empty_label=_("Choose")
    )

    def __init__(self, user, class_group, *args, **kwargs):
        super().__init__(*args, **kwargs)
        classes = ClassGroup.objects.visible_to(user).current().filter(school=class_group.school)
        self.fields["to"].queryset = classes.exclude(pk=class_group.pk).exclude(band=AgeBand.SPARKS)


class ColleagueForm(forms.Form):
    colleague = forms.ModelChoiceField(label=_("Colleague"), queryset=None, empty_label=_("Choose"))

    def __init__(self, class_group, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["colleague"].queryset = class_group.possible_teachers


class AssignForm(forms.Form):
    """How a class does a course: from when, which lessons, and whether it begins with the baseline."""

    starts_on = forms.DateField(
        label=_("Pupils can begin on"),
        required=False,
        help_text=_("Leave it empty to begin now"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    baseline = forms.BooleanField(label=_("Begin with a baseline"), required=False)
