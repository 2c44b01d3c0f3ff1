from collections import defaultdict
from dataclasses import dataclass
from functools import cache, cached_property

from django.db.models import CharField
from django.db.models.functions import Cast

from quizzes.models import Attempt

from ..models import Lesson, LessonCompletion, LessonProgress
from .states import EndQuiz, State, is_complete


@dataclass(frozen=True, slots=True)
class Row:
    """A learner of the class; `states` are in the order of the lessons, `place` is the enrolment's number."""

    place: int
    learner_id: int
    number: int
    name: str
    states: tuple
    end_quiz: EndQuiz
    complete: bool


class Progress:
    """A class by the lessons of a course, as its teacher may see it. Six queries, however many learners there are."""

    def __init__(self, class_group, course):
        self.class_group, self.course = class_group, course

    @cached_property
    def lessons(self):
        """As `course.lessons`, with no more than a row of the table needs."""
        lessons = Lesson.objects.child_of(self.course).live().order_by("path")
        return list(lessons.only("title", "url_path", "translation_key", "sensitive"))

    @cached_property
    def paused(self):
        return set(self.class_group.pauses.values_list("lesson_key", flat=True))

    @cached_property
    def rows(self):
        enrolments = self.class_group.enrolments.filter(ended_at=None)
        places = enrolments.order_by("number").values_list("pk", "learner_id", "number", "learner__display_name")
        learners = enrolments.order_by().values("learner")
        started = self.lessons_by_learner(LessonProgress, learners)
        finished = self.lessons_by_learner(LessonCompletion, learners)
        results = self.end_quiz_results(learners)
        return [self.row(place, started[place[1]], finished[place[1]], results[place[1]]) for place in places]

    def lessons_by_learner(self, fact, learners):
        """Learner id -> the lessons they have this fact for, as bits: the first lesson is 1, the next 2, then 4."""
        keys = [lesson.translation_key for lesson in self.lessons]
        bits = {text: 1 << place for place, key in enumerate(keys) for text in (key.hex, str(key))}
        facts = fact.objects.filter(learner__in=learners)
        found = defaultdict(int)
        # As text: for a class of 300, making UUIDs of the rows would take longer than all the rest.
        for learner, key in facts.values_list("learner_id", Cast("lesson_key", CharField())):
            found[learner] |= bits.get(key, 0)
        return found

    def end_quiz_results(self, learners):
        results = defaultdict(set)
        if self.course.end_quiz_id:
            attempts = Attempt.objects.filter(quiz_key=self.course.end_quiz.translation_key, learner__in=learners)
            for learner, passed in attempts.values_list("learner_id", "passed"):
                results[learner].add(passed)
        return results

    def row(self, place, started, finished, results):
        states, all_finished = self.states_of(started, finished)
        end_quiz = EndQuiz.of(results)
        return Row(*place, states, end_quiz, is_complete(self.course, all_finished, end_quiz))

    @cached_property
    def states_of(self):
        """(started, finished) -> the states, and whether the lessons are all finished. Few pairs are different."""

        @cache
        def states_of(started, finished):
            found = tuple(
                self.state(lesson, started >> n & 1, finished >> n & 1) for n, lesson in enumerate(self.lessons)
            )
            taught = [state for state in found if state != State.PAUSED]
            return found, bool(taught) and set(taught) == {State.FINISHED}

        return states_of

    def state(self, lesson, started, finished):
        if lesson.translation_key in self.paused:
            return State.PAUSED
        if finished:
            return State.FINISHED
        if lesson.sensitive:
            return State.NOT_FINISHED
        return State.STARTED if started else State.NOT_STARTED
