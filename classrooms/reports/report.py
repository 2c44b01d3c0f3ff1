"""The contract of a report: its name, `columns()` and `rows()`. Screen, CSV, XLSX and paper come from these."""

from dataclasses import dataclass
from enum import Enum

from django.utils.formats import date_format


class Kind(Enum):
    TEXT = "text"
    NUMBER = "number"
    STATE = "state"
    SHARE = "share"
    DATE = "date"


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
    do_not_call_in_templates = True

    def columns(self):
        """Columns, of which the first heads its row."""
        raise NotImplementedError

    def rows(self):
        """A list of values for each row, in the order of the columns; None where nothing may be said or there is
        nothing."""
        raise NotImplementedError


class Report(Table):
    """A class, asked about a course."""

    of_course = True  # False: it is of all the class did, whatever the course

    def __init__(self, class_group, course=None):
        self.class_group, self.course = class_group, course


class SchoolReport(Table):
    """A school, asked for those who answer for it."""

    course, of_course = None, False

    def __init__(self, school):
        self.school = school


def shown(value):
    """A value as people read it, on every medium."""
    if value is None:
        return ""
    if hasattr(value, "label"):
        return str(value.label)
    if hasattr(value, "year"):
        return date_format(value, "j F Y")
    return str(value)
