from collections import defaultdict

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .answers import fives_of
from .contents import lessons_with_objectives, objectives_of, questions_of
from .fives import Fives, Share, change
from .pictures import BeforeAfter
from .report import Column, Filter, Kind, Report


class Objectives(Report):
    """Before and after, by learning objective."""

    slug = "objectives"
    title = gettext_lazy("Before and after")
    about = gettext_lazy(
        "How the class answered the baseline and the end quiz, by what a lesson wants pupils to be able to do. "
        "First answers, in groups of five."
    )
    nothing = gettext_lazy("This appears when five pupils have handed in the end quiz, or the baseline.")
    filters = (Filter.COURSE, Filter.LESSON)

    def columns(self):
        return [
            Column(_("I can …")),
            Column(_("Lesson")),
            Column(_("Before"), Kind.SHARE),
            Column(_("After"), Kind.SHARE),
            Column(_("Change"), Kind.NUMBER),
        ]

    def rows(self):
        both = before_and_after([self.class_group], [self.course])
        before, after = ({name: Share.of(found) for name, found in fives.items()} for fives in both)
        return [
            [text, lesson.title, before.get(name), after.get(name), change(before.get(name), after.get(name))]
            for lesson in lessons_with_objectives(*self.course.span)
            if self.is_asked(lesson)
            for name, text in objectives_of(lesson).items()
            if name in before or name in after
        ]

    def picture(self, rows):
        return BeforeAfter(rows)


def before_and_after(classes, courses, period=None):
    """(objective -> the Fives of its questions in the baselines, the same of the end quizzes), of all the classes.
    An objective with two questions has both."""
    baselines = {course.baseline.translation_key for course in courses if course.baseline}
    keys = baselines | {course.end_quiz.translation_key for course in courses if course.end_quiz}
    before, after = defaultdict(list), defaultdict(list)
    asked = {
        (key, question.id): (before if key in baselines else after)[question.objective]
        for key, questions in questions_of(keys).items()
        for question in questions.values()
    }
    for (_class, key, question), found in fives_of(classes, keys, period).items():
        asked.get((key, question), []).append(found)
    return [
        {name: fives for name, found in groups.items() if (fives := Fives.together(found)).groups}
        for groups in (before, after)
    ]
