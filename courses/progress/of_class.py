from collections import defaultdict
from dataclasses import dataclass
from functools import cache, cached_property

from config.prepared import prepared
from django.db.models import CharField
from django.db.models.functions import Cast

from accounts.models import Enrolment
from quizzes.models import Attempt

from ..models import Lesson, LessonCompletion, LessonProgress, Pause
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


@prepared
def lessons_between(first_path, last_path, depth):
    lessons = Lesson.objects.live().between(first_path, last_path, depth)
    return lessons.only("title", "url_path", "translation_key", "sensitive")


def here(class_group):
    return Enrolment.objects.here().filter(class_group=class_group)


@prepared
def places_in(class_group):
    places = here(class_group).order_by("number")
    return places.values_list("pk", "learner_id", "number", "learner__display_name")


def lessons_with(fact, class_group):
    """(learner, lesson's key as text): for a class of 300, making UUIDs would take longer than all the rest."""
    facts = fact.objects.filter(learner__in=here(class_group).values("learner"))
    return facts.values_list("learner_id", Cast("lesson_key", CharField()))


@prepared
def started_in(class_group):
    return lessons_with(LessonProgress, class_group)


@prepared
def finished_in(class_group):
    return lessons_with(LessonCompletion, class_group)


@prepared
def results_in(class_group, quiz_key):
    attempts = Attempt.objects.filter(quiz_key=quiz_key, learner__in=here(class_group).values("learner"))
    return attempts.values_list("learner_id", "passed")


@prepared
def pauses_of(class_group):
    return Pause.objects.filter(class_group=class_group).values_list("lesson_key", flat=True)


class Progress:
    """A class by the lessons of a course, as its teacher may see it. Six queries, however many learners there are."""

    def __init__(self, class_group, course):
        self.class_group, self.course = class_group, course

    @cached_property
    def lessons(self):
        """As `course.lessons`, with no more than a row of the table needs."""
        return lessons_between(*self.course.span)

    @cached_property
    def paused(self):
        return set(pauses_of(self.class_group))

    @cached_property
    def rows(self):
        started = self.lessons_by_learner(started_in(self.class_group))
        finished = self.lessons_by_learner(finished_in(self.class_group))
        results = self.end_quiz_results()
        return [
            self.row(place, started[place[1]], finished[place[1]], results[place[1]])
            for place in places_in(self.class_group)
        ]

    def lessons_by_learner(self, facts):
        """Learner id -> the lessons they have this fact for, as bits: the first lesson is 1, the next 2, then 4."""
        keys = [lesson.translation_key for lesson in self.lessons]
        bits = {text: 1 << place for place, key in enumerate(keys) for text in (key.hex, str(key))}
        found = defaultdict(int)
        for learner, key in facts:
            found[learner] |= bits.get(key, 0)
        return found

    def end_quiz_results(self):
        results = defaultdict(set)
        if self.course.end_quiz_id:
            for learner, passed in results_in(self.class_group, self.course.end_quiz.translation_key):
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
