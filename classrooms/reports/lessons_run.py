from collections import defaultdict
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.names import as_counted
from courses.models import Course, Lesson

from ..models import ClassSession
from .attendance import CAME
from .fives import people
from .report import Column, Filter, Kind, SchoolReport


class Run(NamedTuple):
    """A session, as far as it is counted."""

    lesson_key: UUID
    class_group: int
    year_group: str
    came: int


def ended_sessions(report):
    """The sessions of the school that have ended, in the chosen term. Deleted classes are not among them."""
    ended = ClassSession.objects.exclude(ended_at=None).order_by()
    return ended.filter(
        class_group__school=report.school, class_group__deleted_at=None, **report.in_period("opened_at")
    )


def sessions_of(report):
    """Each of them, with how many came."""
    came = ended_sessions(report).annotate(came=Count("participations", filter=CAME))
    return [Run(*row) for row in came.values_list("lesson_key", "class_group_id", "class_group__year_group", "came")]


class LessonsRun(SchoolReport):
    """Which lessons were taught in class, how often, to which year groups, and how many came."""

    slug = "lessons"
    title = gettext_lazy("Lessons run")
    about = gettext_lazy(
        "Every lesson that was taught in a class session. People are counted in whole fives: 25 means 25 to 29, and "
        "under five nothing is said. A table that shared a device counts as one."
    )
    nothing = gettext_lazy("No session has ended yet.")
    filters = (Filter.COURSE, Filter.TERM)

    def columns(self):
        return [
            Column(_("Lesson")),
            Column(_("Course")),
            Column(_("Year groups")),
            Column(_("Classes"), Kind.NUMBER),
            Column(_("Sessions"), Kind.NUMBER),
            Column(_("Came, in fives"), Kind.NUMBER),
        ]

    def rows(self):
        sessions, titles = defaultdict(list), dict(Course.objects.live().values_list("path", "title"))
        for session in sessions_of(self):
            sessions[session.lesson_key].append(session)
        lessons = Lesson.objects.filter(translation_key__in=sessions).order_by("path")
        return [
            self.row(lesson.title, titles.get(lesson.path[: -lesson.steplen], ""), sessions[lesson.translation_key])
            for lesson in lessons.only("title", "path", "translation_key")
            if self.course is None or lesson.path.startswith(self.course.path)
        ]

    def row(self, title, course, sessions):
        classes = {session.class_group for session in sessions}
        years = sorted({session.year_group for session in sessions if session.year_group}, key=as_counted)
        came = people(sum(session.came for session in sessions))
        return [title, course, ", ".join(years) or None, len(classes), len(sessions), came]
