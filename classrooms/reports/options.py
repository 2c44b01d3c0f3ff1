from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import Five
from .answers import last_groups, marks_and_answers, new_groups, read_from
from .contents import lessons_of, questions_of
from .fives import choices_as_told, counted, people
from .pictures import Options
from .report import Column, Filter, Kind, Report


class OptionsChosen(Report):
    """Each question of a lesson, with how many chose which answer."""

    slug = "answers"
    title = gettext_lazy("Answers to each question")
    about = gettext_lazy(
        "First answers of the whole class, in whole fives: 15 means that 15 or more chose it. Under five nothing is "
        "said, and never that everybody chose the same."
    )
    nothing = gettext_lazy("This appears when five pupils have answered the same question.")
    filters = (Filter.COURSE, Filter.LESSON, Filter.TERM)
    of_lesson = True

    def columns(self):
        return [
            Column(_("Question")),
            Column(_("Answer")),
            Column(_("Right")),
            Column(_("Chosen by, in fives"), Kind.NUMBER),
            Column(_("Answers counted"), Kind.NUMBER),
        ]

    def rows(self):
        keys = [
            one.quiz.translation_key for one in lessons_of(*self.course.span) if one.has_quiz and self.is_asked(one)
        ]
        return [
            [
                question.stem,
                str(option.text),
                self.right(option),
                people(chosen[option.id]),
                counted(groups),
            ]
            for key, questions in questions_of(keys).items()
            for question_id, (groups, chosen) in chosen_of(self.class_group, key, questions, self.period).items()
            for question in [questions[question_id]]
            for option in question.counted()
        ]

    def right(self, option):
        return _("Yes") if is_correct(option) else None

    def picture(self, rows):
        return Options(rows)


def is_correct(option):
    return bool(option.value.get("correct"))


def chosen_of(class_group, quiz_key, questions, period):
    """question id -> (how many fives, option -> how often it was chosen in them, as far as it may be told), in the
    order of the questions."""
    groups, chosen = Counter(), {question: Counter() for question in questions}
    correct = {name: {one.id for one in question.counted() if is_correct(one)} for name, question in questions.items()}
    fives = [
        *kept(class_group, quiz_key, period),
        *(
            (question, found.chosen(questions[question]), found.right)
            for question, found in since_then(class_group, quiz_key)
            if period is None or found.full_at in period
        ),
    ]
    for question, counts, right in fives:
        groups[question] += 1
        chosen[question].update(choices_as_told(counts, right, correct[question]))
    return {question: (groups[question], chosen[question]) for question in questions if groups[question]}


def kept(class_group, quiz_key, period):
    fives = Five.objects.filter(class_group=class_group, quiz_key=quiz_key, chosen__isnull=False).order_by()
    fives = fives.filter(**period.within("full_at") if period else {})
    return ((str(question), *said) for question, *said in fives.values_list("question", "chosen", "right"))


def since_then(class_group, quiz_key):
    last = last_groups([class_group], [quiz_key])
    found = new_groups([class_group], [quiz_key], last, read_from(last, [class_group]), marks_and_answers)
    return ((question, group) for (_class, _quiz, question), groups in found.items() for group in groups)
