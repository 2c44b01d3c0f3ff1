"""What may be chosen for a report, and what an address has chosen. What is not known is left open."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from config.prepared import prepared
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.models import current_classes_for
from accounts.names import as_counted
from courses.models import Assignment, Course

from .contents import titles_of
from .periods import periods
from .report import Filter

NEEDED = ["path", "depth", "title", "slug", "band", "url_path", "translation_key"] + [
    f"{quiz}__{field}" for quiz in ("end_quiz", "baseline") for field in ("translation_key", "live")
]


@dataclass(frozen=True)
class Choice:
    value: str
    text: str
    thing: object


@dataclass(frozen=True)
class Field:
    """A list to choose from; `chosen` is one of its Choices, or None for all."""

    name: str
    label: str
    everything: str
    choices: list
    chosen: Choice | None

    @property
    def options(self):
        """As HTML: a school has a hundred classes."""
        return SafeString("".join(map(self.option, self.choices)))

    def option(self, choice):
        selected = " selected" if choice == self.chosen else ""
        return f'<option value="{escape(choice.value)}"{selected}>{escape(choice.text)}</option>'


class Choosing:
    """For a report of a class or a school; `of_class` is a Field to choose another class by."""

    def __init__(self, report_class, courses, data, of_class=None):
        self.report_class, self.courses, self.data, self.of_class = report_class, courses, data, of_class

    @cached_property
    def fields(self):
        return [
            self.course_field if name is Filter.COURSE else self.field_of(name) for name in self.report_class.filters
        ]

    def field_of(self, name):
        label, everything, choices = getattr(self, f"choices_of_{name.value}")()
        asked = self.data.get(name.value, "")
        chosen = next((choice for choice in choices if choice.value == asked), None)
        if chosen is None and not everything and choices:
            chosen = choices[0]
        return Field(name.value, label, everything, choices, chosen)

    def choices_of_course(self):
        everything = "" if self.report_class.of_course else _("All courses")
        return _("Course"), everything, [Choice(one.slug, one.title, one) for one in self.courses]

    def choices_of_lesson(self):
        lessons = titles_of(*self.course.span) if self.course else []
        everything = "" if self.report_class.of_lesson else _("All lessons")
        return _("Lesson"), everything, [Choice(one.slug, one.title, one) for one in lessons]

    def choices_of_term(self):
        return _("Term"), _("At any time"), [Choice(one.slug, one.title, one) for one in periods()]

    @cached_property
    def course_field(self):
        return self.field_of(Filter.COURSE)

    @property
    def course(self):
        return self.thing(self.course_field) if Filter.COURSE in self.report_class.filters else None

    def thing(self, field):
        return field.chosen.thing if field.chosen else None

    @property
    def shown(self):
        """The fields between which there is something to choose."""
        fields = [self.of_class, *self.fields] if self.of_class else self.fields
        return [field for field in fields if len(field.choices) > 1]

    @property
    def hidden(self):
        """[(name, value)] of what is chosen, for a form or an address."""
        return [(field.name, field.chosen.value) for field in self.fields if field.chosen]

    def query(self, **more):
        return urlencode([*self.hidden, *((name, value) for name, value in more.items() if value)])

    def report(self, owner):
        things = {field.name: self.thing(field) for field in self.fields}
        return self.report_class(owner, things.get("course"), things.get("lesson"), things.get("term"))


def class_field(user, group):
    """The classes of which somebody may read the same report."""
    classes = {one.pk: one for one in sorted(current_classes_for(user), key=lambda one: as_counted(one.name))}
    several = len(user.schools) > 1
    choices = [
        Choice(str(pk), f"{one.name} ({one.school__name})" if several else one.name, pk) for pk, one in classes.items()
    ]
    if group.pk not in classes:  # it is in the archive
        choices.insert(0, Choice(str(group.pk), group.name, group.pk))
    return Field("class", _("Class"), "", choices, next(choice for choice in choices if choice.thing == group.pk))


@prepared
def courses_of(group):
    keys = Assignment.objects.filter(class_group=group).values("course_key")
    courses = Course.objects.live().filter(translation_key__in=keys).select_related("end_quiz", "baseline")
    return courses.only(*NEEDED)
