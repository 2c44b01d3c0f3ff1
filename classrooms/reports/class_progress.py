from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.progress import Progress

from .report import Column, Kind, Report


class ClassProgress(Report):
    """Pupils by lessons."""

    slug = "progress"
    title = gettext_lazy("Progress")
    about = gettext_lazy(
        "Who has not started, started and finished each lesson. Of sensitive lessons you see only finished or not, "
        "and of nobody an answer or a mark."
    )
    nothing = gettext_lazy("There are no pupils in this class yet.")

    def __init__(self, class_group, course):
        super().__init__(class_group, course)
        self.progress = Progress(class_group, course)

    def columns(self):
        lessons = [
            Column(f"{number}. {lesson.title}", Kind.STATE) for number, lesson in enumerate(self.progress.lessons, 1)
        ]
        end_quiz = [Column(_("End quiz"), Kind.STATE)] if self.course.has_end_quiz else []
        return [Column(_("Pupil")), *lessons, *end_quiz, Column(_("Course"))]

    def rows(self):
        return [self.row(row) for row in self.progress.rows]

    def row(self, row):
        end_quiz = [row.end_quiz] if self.course.has_end_quiz else []
        return [row.name, *row.states, *end_quiz, _("Complete") if row.complete else _("Under way")]
