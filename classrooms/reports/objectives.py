from collections import defaultdict

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .answers import groups_of
from .contents import lessons_of, objectives_of, questions_of
from .fives import Share, change
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
        before, after = self.shares(self.course.baseline), self.shares(self.course.end_quiz)
        return [
            [text, lesson.title, before.get(name), after.get(name), change(before.get(name), after.get(name))]
            for lesson in lessons_of(self.course)
            if self.is_asked(lesson)
            for name, text in objectives_of(lesson).items()
            if name in before or name in after
        ]

    def shares(self, quiz):
        """objective -> Share of right answers."""
        found = groups_by_objective([self.class_group], [quiz] if quiz else [])
        return {objective: Share.of(groups) for objective, groups in found.items()}

    def picture(self, rows):
        return BeforeAfter(rows)


def groups_by_objective(classes, quizzes):
    """objective -> the Groups of its questions, of all the classes. An objective with two questions has both."""
    keys = [quiz.translation_key for quiz in quizzes]
    groups, found = groups_of(classes, keys), defaultdict(list)
    objectives = {
        question.id: question.objective for asked in questions_of(keys).values() for question in asked.values()
    }
    for (_class, question), of_question in groups.items():
        if of_question and question in objectives:
            found[objectives[question]] += of_question
    return found
