from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .answers import first_answers
from .contents import lessons_of, questions_of, step_that_teaches
from .fives import Share, whole_groups
from .report import Column, Kind, Link, Report


class Questions(Report):
    """What to teach again: the questions of the lessons, those that were hardest first."""

    slug = "questions"
    title = gettext_lazy("Questions to go over again")
    about = gettext_lazy(
        "First answers of the whole class, in groups of five, so that nobody's answer can be guessed. "
        "The hardest question stands first."
    )
    nothing = gettext_lazy("This appears when five pupils have answered the same question.")

    def columns(self):
        return [
            Column(_("Question")),
            Column(_("Lesson")),
            Column(_("Answers counted"), Kind.NUMBER),
            Column(_("Right at first"), Kind.SHARE),
            Column(_("A wrong answer often means")),
            Column(_("Taught in")),
        ]

    def rows(self):
        lessons = {lesson.quiz.translation_key: lesson for lesson in lessons_of(self.course) if lesson.has_quiz}
        marks = first_answers(self.class_group, list(lessons))
        rows = [
            self.row(lessons[key], question, marks[question.id])
            for key, questions in questions_of(list(lessons)).items()
            for question in questions.values()
            if whole_groups(marks[question.id])
        ]
        return sorted(rows, key=lambda row: (row[3].percent, row[1], row[0]))

    def row(self, lesson, question, marks):
        return [
            question.stem,
            lesson.title,
            len(whole_groups(marks)),
            Share.of(marks),
            question.data.get("misconception", ""),
            self.taught_in(lesson, question),
        ]

    def taught_in(self, lesson, question):
        """The first step with a block that teaches what the question asks about."""
        number = step_that_teaches(lesson, question.teaches)
        return Link(_("Step %(number)d") % {"number": number}, lesson.step_url(number))
