from collections import defaultdict

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .answers import first_answers
from .contents import lessons_of, objectives_of, questions_of
from .fives import Share, whole_groups
from .report import Column, Kind, Report


class Objectives(Report):
    """Before and after, by learning objective."""

    slug = "objectives"
    title = gettext_lazy("Before and after")
    about = gettext_lazy(
        "How the class answered the baseline and the end quiz, by what a lesson wants pupils to be able to do. "
        "First answers, in groups of five."
    )
    nothing = gettext_lazy("This appears when five pupils have handed in the end quiz, or the baseline.")

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
            for name, text in objectives_of(lesson).items()
            if name in before or name in after
        ]

    def shares(self, quiz):
        """objective -> Share of right answers. An objective with two questions counts both."""
        if quiz is None:
            return {}
        marks = first_answers(self.class_group, [quiz.translation_key], attempt__finished_at__isnull=False)
        of_objective = defaultdict(list)
        for question in questions_of([quiz.translation_key])[quiz.translation_key].values():
            of_objective[question.objective] += whole_groups(marks[question.id])
        return {objective: Share.of(found) for objective, found in of_objective.items() if found}


def change(before, after):
    """In points of per cent, of what the two say; None where one is missing."""
    return after.percent - before.percent if before and after else None
