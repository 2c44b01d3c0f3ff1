from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .answers import fives_of
from .contents import lessons_with_steps, questions_of, step_that_teaches
from .fives import Share
from .pictures import Answers
from .report import Column, Filter, Kind, Link, Report


class Questions(Report):
    """What to teach again: the questions of the lessons, those that were hardest first."""

    slug = "questions"
    title = gettext_lazy("Questions to go over again")
    about = gettext_lazy(
        "First answers of the whole class, in groups of five, so that nobody’s answer can be guessed. "
        "The hardest question stands first."
    )
    nothing = gettext_lazy("This appears when five pupils have answered the same question.")
    filters = (Filter.COURSE, Filter.LESSON, Filter.TERM)

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
        lessons = {lesson.quiz.translation_key: lesson for lesson in self.lessons()}
        fives = fives_of([self.class_group], list(lessons), self.period)
        rows = [
            self.row(lessons[key], question, found)
            for key, questions in questions_of(list(lessons)).items()
            for question in questions.values()
            if (found := fives.get((self.class_group.pk, key, question.id))) and found.groups
        ]
        return sorted(rows, key=lambda row: (row[3].percent, row[1], row[0]))

    def lessons(self):
        return [
            lesson for lesson in lessons_with_steps(*self.course.span) if lesson.has_quiz and self.is_asked(lesson)
        ]

    def row(self, lesson, question, fives):
        return [
            question.stem,
            lesson.title,
            fives.counted,
            Share.of(fives),
            question.data.get("misconception", ""),
            self.taught_in(lesson, question),
        ]

    def taught_in(self, lesson, question):
        """The first step with a block that teaches what the question asks about."""
        number = step_that_teaches(lesson, question.teaches)
        return Link(_("Step %(number)d") % {"number": number}, lesson.step_url(number))

    def picture(self, rows):
        return Answers(rows)
