from config.addresses import address
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.progress import Progress

from .pictures import Grid
from .report import Column, Filter, Kind, Link, Report

MOST_IN_A_PICTURE = 60  # pupils; of more nobody sees a whole


class ClassProgress(Report):
    """Pupils by lessons."""

    slug = "progress"
    names_pupils = True
    title = gettext_lazy("Progress")
    about = gettext_lazy(
        "Who has not started, started and finished each lesson. Of sensitive lessons you see only finished or not, "
        "and of nobody an answer or a mark."
    )
    nothing = gettext_lazy("There are no pupils in this class yet.")
    filters = (Filter.COURSE, Filter.LESSON)

    @cached_property
    def progress(self):
        return Progress(self.class_group, self.course)

    @cached_property
    def lessons(self):
        """[(number, lesson)] of those that are asked for."""
        return [(number, one) for number, one in enumerate(self.progress.lessons, 1) if self.is_asked(one)]

    @property
    def has_end_quiz(self):
        return self.course.has_end_quiz and self.lesson is None

    def columns(self):
        lessons = [Column(f"{number}. {lesson.title}", Kind.STATE) for number, lesson in self.lessons]
        end_quiz = [Column(_("End quiz"), Kind.STATE)] if self.has_end_quiz else []
        return [Column(_("Pupil")), *lessons, *end_quiz, Column(_("Course"))]

    def rows(self):
        words = {True: _("Complete"), False: _("Not yet")}
        has_end_quiz, all_of_them = self.has_end_quiz, self.lesson is None
        return [
            [
                Link(row.name, address("classrooms:pupil", self.class_group.pk, row.place)),
                *(row.states if all_of_them else [row.states[number - 1] for number, _lesson in self.lessons]),
                *([row.end_quiz] if has_end_quiz else []),
                words[row.complete],
            ]
            for row in self.progress.rows
        ]

    def picture(self, rows):
        if len(rows) > MOST_IN_A_PICTURE:
            return None
        return Grid([str(number) for number, _lesson in self.lessons] + [_("Quiz")] * self.has_end_quiz, rows)
