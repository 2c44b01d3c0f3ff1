"""Draw: an end quiz and a baseline out of the questions of a course's lessons."""

import json
from collections import Counter
from typing import NamedTuple

from .models import Lesson


class Drawable(NamedTuple):
    """A question as it is stored, and the lesson that it comes from."""

    block: dict
    lesson: object

    @property
    def id(self):
        return self.block["id"]

    @property
    def objective(self):
        return self.lesson.translation_key, self.block["value"]["objective"]


class CannotDraw(ValueError):
    pass


def draw_end_quiz(course, size, last):
    """The fields of an end quiz of `size` questions that ends on the question with the id `last`.

    The same lessons give the same draw, so that two installations agree and nobody meets a new quiz each term.
    """
    return fields_of(draw(pool_of(course), size, last))


def draw_baseline(course, size, last):
    """The fields of a baseline: objectives of the end quiz that may be asked about before the lessons, by other
    questions where there are any."""
    pool = pool_of(course)
    return fields_of(before_the_lessons(others(pool, draw(pool, size, last))))


def pool_of(course):
    lessons = Lesson.objects.child_of(course).exclude(quiz=None).order_by("path").select_related("quiz")
    if course.live:
        lessons = lessons.live()
    return [Drawable(block, lesson) for lesson in lessons for block in lesson.quiz.questions.raw_data]


def fields_of(drawn):
    return {
        "questions": json.dumps([question.block for question in drawn]),
        "sensitive": any(question.lesson.sensitive for question in drawn),
        "leave_page": any(question.lesson.leave_page for question in drawn),
    }


def others(pool, drawn):
    """For each question another with its objective, or itself; the last stays, for it says where help is."""
    taken, chosen = [question.id for question in drawn], []
    for question in drawn[:-1]:
        free = [one for one in pool if one.objective == question.objective and one.id not in taken]
        chosen.append(min(free, key=lambda one: one.id, default=question))
        taken.append(chosen[-1].id)
    return [*chosen, drawn[-1]]


def before_the_lessons(drawn):
    """Without what a sensitive lesson brings up first, where others lead up to it. The last says where help is."""
    calm = [question for question in drawn[:-1] if not question.lesson.sensitive]
    return [*(calm or drawn[:-1]), drawn[-1]]


def draw(pool, size, last):
    """Each lesson is asked about, and no objective twice before each was asked about once. Lesson order."""
    closing = next((question for question in pool if question.id == str(last)), None)
    if closing is None:
        raise CannotDraw(f"no lesson has the question that the quiz ends on: {last}")
    if size > len(pool):
        raise CannotDraw(f"{size} questions are wanted and there are {len(pool)}")
    drawn, rest = [closing], [question for question in pool if question is not closing]
    while len(drawn) < size:
        fairest = min(rest, key=fairness(drawn))
        drawn.append(fairest)
        rest.remove(fairest)
    return [*(question for question in pool if question in drawn[1:]), closing]


def fairness(drawn):
    """What has been asked least comes first: objective, then lesson, then kind. Ids are random, and so is the rest."""
    objectives = Counter(question.objective for question in drawn)
    lessons = Counter(question.lesson.pk for question in drawn)
    kinds = Counter(question.block["type"] for question in drawn)
    return lambda question: (
        objectives[question.objective],
        lessons[question.lesson.pk],
        kinds[question.block["type"]],
        question.id,
    )
