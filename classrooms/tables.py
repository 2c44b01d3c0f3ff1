"""The class page's tables: pupils by lessons, and what each has earned."""

from dataclasses import dataclass
from functools import cached_property

from config.addresses import address
from config.prepared import prepared
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from certificates.models import Certificate
from courses.progress import EndQuiz, Progress, State

from .reports.choosing import courses_of

SYMBOLS = {
    State.FINISHED: "✓",
    State.STARTED: "◐",
    State.NOT_STARTED: "–",
    State.NOT_FINISHED: "–",
    State.PAUSED: "‖",
    EndQuiz.PASSED: "✓",
    EndQuiz.NOT_YET: "◐",
    EndQuiz.NONE: "–",
}


def course_tables(class_group):
    """A table for each course that is assigned to the class."""
    return [CourseTable(Progress(class_group, course)) for course in courses_of(class_group)]


@prepared
def certificates_of(class_group, course_key):
    return Certificate.objects.for_class(class_group, course_key).values_list("learner_id", "pk")


@dataclass(frozen=True)
class Column:
    title: str
    url: str
    pause_url: str
    paused: bool


class CourseTable:
    """A Progress, drawn. Cells are made once for each state, because a class of 300 has 2,400 of them."""

    def __init__(self, progress):
        self.progress, self.course = progress, progress.course

    @cached_property
    def columns(self):
        return [
            Column(
                lesson.title,
                lesson.step_url(1),
                address("classrooms:pause", self.progress.class_group.pk, lesson.translation_key),
                lesson.translation_key in self.progress.paused,
            )
            for lesson in self.progress.lessons
        ]

    @cached_property
    def rows(self):
        return self.progress.rows

    @property
    def complete_count(self):
        return sum(row.complete for row in self.rows)

    @cached_property
    def certificates(self):
        return dict(certificates_of(self.progress.class_group, self.course.translation_key))

    @property
    def body(self):
        """The rows as HTML."""
        cells = {state: self.cell(state) for state in SYMBOLS}
        return SafeString("".join(self.row(row, cells) for row in self.rows))

    def row(self, row, cells):
        states = "".join(cells[state] for state in [*row.states, row.end_quiz])
        return f'<tr><th scope="row">{escape(row.name)}</th>{states}<td>{self.certificate(row)}</td></tr>'

    def cell(self, state):
        return format_html(
            '<td data-state="{}"><span aria-hidden="true">{}</span> {}</td>', state.value, SYMBOLS[state], state.label
        )

    def certificate(self, row):
        pk = self.certificates.get(row.learner_id)
        if not pk:
            return ""
        return format_html('<a href="{}">{}</a>', address("certificates:certificate", pk), self.open_label)

    open_label = cached_property(lambda self: _("Open"))
