"""The contract of a report: its name, `columns()` and `rows()`. Screen, CSV, XLSX and paper come from these."""

from dataclasses import dataclass
from enum import Enum

from django.utils.formats import date_format


class Kind(Enum):
    TEXT = "text"
    NUMBER = "number"
    STATE = "state"
    SHARE = "share"


class Filter(Enum):
    """What may be chosen. None of them splits a group of five: it takes whole rows, or whole groups."""

    COURSE = "course"
    LESSON = "lesson"
    TERM = "term"


@dataclass(frozen=True)
class Column:
    title: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True)
class Link:
    """A text that leads somewhere, where one can press it."""

    text: str
    url: str

    def __str__(self):
        return self.text


class Table:
    """What every report has."""

    slug = title = about = nothing = ""
    filters = ()
    names_pupils = False
    of_lesson = False  # True: of one lesson, the first unless another is chosen
    do_not_call_in_templates = True

    def columns(self):
        """Columns, of which the first heads its row."""
        raise NotImplementedError

    def rows(self):
        """A list of values for each row, in the order of the columns; None where nothing may be said or there is
        nothing."""
        raise NotImplementedError

    def picture(self, rows):
        """The rows as a Picture, where people would rather look; None where a table says it as well."""
        return None

    def in_period(self, field):
        """The lookup that the chosen term makes of a moment; none where none is chosen."""
        return self.period.within(field) if self.period else {}

    def on_days(self, field):
        """The same of a day."""
        return {f"{field}__gte": self.period.begins, f"{field}__lt": self.period.ends} if self.period else {}


class Report(Table):
    """A class, asked about a course, and within it about a lesson or a term."""

    of_course = True  # False: it is of all the class did, unless a course is chosen

    def __init__(self, class_group, course=None, lesson=None, period=None):
        self.class_group, self.course, self.lesson, self.period = class_group, course, lesson, period

    def is_asked(self, lesson):
        return self.lesson is None or self.lesson.translation_key == lesson.translation_key


class SchoolReport(Table):
    """A school, asked for those who answer for it."""

    of_course = False

    def __init__(self, school, course=None, lesson=None, period=None):
        self.school, self.course, self.lesson, self.period = school, course, lesson, period


def shown(value):
    """A value as people read it, on every medium."""
    if value is None:
        return ""
    if hasattr(value, "label"):
        return str(value.label)
    if hasattr(value, "year"):
        return date_format(value, "j F Y")
    return str(value)
