"""Find: lessons by age, topic, time and curriculum, as the address says."""

from functools import cached_property

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.choices import AgeBand, Nation

from .models import Course, Lesson
from .models.lesson import STRANDS

BANDS = list(AgeBand.values)
MINUTES = [(15, _("up to 15 minutes")), (25, _("up to 25 minutes")), (45, _("up to 45 minutes"))]


class FinderForm(forms.Form):
    """Every field may be left open, and a value that is not known leaves it open."""

    age = forms.ChoiceField(label=_("Age"), required=False, choices=[("", _("any age")), *AgeBand.choices])
    topic = forms.ChoiceField(label=_("Topic"), required=False, choices=[("", _("any topic")), *STRANDS])
    time = forms.TypedChoiceField(
        label=_("Time"), required=False, coerce=int, empty_value=None, choices=[("", _("any length")), *MINUTES]
    )
    nation = forms.ChoiceField(label=_("Curriculum"), required=False, choices=[("", _("any nation")), *Nation.choices])
    code = forms.CharField(
        label=_("Curriculum words or code"), required=False, max_length=60, help_text=_("Such as HWB 3-16a, or RSE")
    )


class Finder:
    """The published lessons that fit what was asked for, by course."""

    def __init__(self, data):
        self.form = FinderForm(data)
        self.form.is_valid()
        self.asked = {name: value for name, value in self.form.cleaned_data.items() if value}

    @cached_property
    def found(self):
        """[(course, its lessons that fit)], without courses that have none."""
        lessons = list(Lesson.objects.live().order_by("path").findable())
        courses = sorted(Course.objects.live().light().order_by("path"), key=lambda course: BANDS.index(course.band))
        return [
            (course, here)
            for course in courses
            if (here := [lesson for lesson in lessons if lesson.is_child_of(course) and self.fits(lesson, course)])
        ]

    @property
    def count(self):
        return sum(len(lessons) for _course, lessons in self.found)

    def fits(self, lesson, course):
        asked = self.asked
        return (
            asked.get("age", course.band) == course.band
            and asked.get("topic", "") in ["", *lesson.efacw]
            and lesson.minutes <= asked.get("time", lesson.minutes)
            and self.fits_curriculum(lesson)
        )

    def fits_curriculum(self, lesson):
        nation, words = self.asked.get("nation"), self.asked.get("code", "").casefold()
        if not (nation or words):
            return True
        codes = [code["value"] for code in lesson.curriculum.raw_data]
        return any(
            nation in (None, code["nation"]) and words in f"{code['framework']} {code['code']}".casefold()
            for code in codes
        )
