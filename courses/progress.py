"""How far learners are: asked of the facts, never stored."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from django.db.models import CharField, Count, IntegerField, OuterRef, Subquery, TextChoices, Value
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Enrolment, User
from quizzes.models import Attempt

from .models import Assignment, Course, LessonCompletion, LessonProgress, Pause


class State(TextChoices):
    """How a lesson stands. NOT_FINISHED is all that staff see of a sensitive lesson before it is finished."""

    NOT_STARTED = "not_started", _("Not started")
    STARTED = "started", _("Started")
    NOT_FINISHED = "not_finished", _("Not finished")
    FINISHED = "finished", _("Finished")
    PAUSED = "paused", _("Paused")


class EndQuiz(TextChoices):
    NONE = "none", _("Not taken")
    NOT_YET = "not_yet", _("Not yet")
    PASSED = "passed", _("Passed")

    @classmethod
    def of(cls, results):
        """The state after these attempts: a set of passed, not passed, or None for one that is not handed in."""
        return cls.PASSED if True in results else cls.NOT_YET if False in results else cls.NONE


# --- a class ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Row:
    """A learner of the class; `states` are in the order of the lessons."""

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
        return self.course.lessons

    @cached_property
    def paused(self):
        return set(self.class_group.pauses.values_list("lesson_key", flat=True))

    @cached_property
    def rows(self):
        enrolments = self.class_group.enrolments.filter(ended_at=None).order_by("number")
        places = list(enrolments.values_list("learner_id", "number", "learner__display_name"))
        learners = [learner for learner, _, _ in places]
        started = self.lessons_by_learner(LessonProgress, learners)
        finished = self.lessons_by_learner(LessonCompletion, learners)
        results = self.end_quiz_results(learners)
        return [
            self.row(learner, number, name, started[learner], finished[learner], results[learner])
            for learner, number, name in places
        ]

    def lessons_by_learner(self, fact, learners):
        """Learner id -> the lessons they have this fact for, as bits: the first lesson is 1, the next 2, then 4."""
        bits = {lesson.translation_key.hex: 1 << place for place, lesson in enumerate(self.lessons)}
        facts = fact.objects.filter(learner__in=learners)
        found = defaultdict(int)
        # As text: for a class of 300, making UUIDs of the rows would take longer than all the rest.
        for learner, key in facts.values_list("learner_id", Cast("lesson_key", CharField())):
            found[learner] |= bits.get(key.replace("-", ""), 0)
        return found

    def end_quiz_results(self, learners):
        results = defaultdict(set)
        if self.course.end_quiz_id:
            attempts = Attempt.objects.filter(quiz_key=self.course.end_quiz.translation_key, learner__in=learners)
            for learner, passed in attempts.values_list("learner_id", "passed"):
                results[learner].add(passed)
        return results

    def row(self, learner, number, name, started, finished, results):
        states, all_finished = self.states_of(started, finished)
        end_quiz = EndQuiz.of(results)
        return Row(learner, number, name, states, end_quiz, is_complete(self.course, all_finished, end_quiz))

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


# --- one learner ------------------------------------------------------------------------------------------


class Next(NamedTuple):
    """What a learner does now: "Go on with", its title, where it is, and the word on the button."""

    label: str
    title: str
    url: str
    action: str


class Stop(NamedTuple):
    """A lesson or the end quiz on the way: without a `url` it cannot be opened now."""

    title: str
    said: str
    url: str
    state: str
    minutes: int = 0


class LearnerProgress:
    """A course as one learner sees it. A lesson is paused for them when each class that has the course pauses it."""

    def __init__(self, learner, course):
        self.learner, self.course = learner, course

    @cached_property
    def lessons(self):
        return self.course.lessons

    @cached_property
    def paused_by_class(self):
        """Class -> keys of the lessons that it leaves out; one entry without a class for a learner who is in none."""
        classes = Assignment.objects.of_learner(self.learner).filter(course_key=self.course.translation_key)
        paused = {class_group: set() for class_group in classes.values_list("class_group_id", flat=True)}
        for class_group, lesson_key in Pause.objects.filter(class_group__in=paused).values_list(
            "class_group_id", "lesson_key"
        ):
            paused[class_group].add(lesson_key)
        return paused or {None: set()}

    @cached_property
    def paused(self):
        return set.intersection(*self.paused_by_class.values())

    @cached_property
    def finished(self):
        facts = LessonCompletion.objects.filter(learner=self.learner)
        return set(facts.values_list("lesson_key", flat=True))

    @cached_property
    def reached(self):
        """Lesson key -> furthest step."""
        return dict(LessonProgress.objects.filter(learner=self.learner).values_list("lesson_key", "step"))

    def state_of(self, lesson):
        key = lesson.translation_key
        if key in self.finished:
            return State.FINISHED
        if key in self.paused:
            return State.PAUSED
        return State.STARTED if key in self.reached else State.NOT_STARTED

    @cached_property
    def states(self):
        """(lesson, state) in order."""
        return [(lesson, self.state_of(lesson)) for lesson in self.lessons]

    @cached_property
    def next_lesson(self):
        open_states = {State.NOT_STARTED, State.STARTED}
        return next((lesson for lesson, state in self.states if state in open_states), None)

    @cached_property
    def lessons_finished(self):
        """All lessons of one of their classes that the class does not leave out, and there is one at least."""
        keys = {lesson.translation_key for lesson in self.lessons}
        wanted = [keys - paused for paused in self.paused_by_class.values()]
        return any(needed and needed <= self.finished for needed in wanted)

    @cached_property
    def end_quiz(self):
        if not self.course.end_quiz_id:
            return EndQuiz.NONE
        attempts = Attempt.objects.filter(learner=self.learner, quiz_key=self.course.end_quiz.translation_key)
        return EndQuiz.of(set(attempts.values_list("passed", flat=True)))

    @property
    def complete(self):
        return is_complete(self.course, self.lessons_finished, self.end_quiz)

    @cached_property
    def next(self):
        """The one thing to do now; None when there is nothing."""
        if lesson := self.next_lesson:
            started = self.state_of(lesson) == State.STARTED
            label, action = (_("Go on with"), _("Go on")) if started else (_("Next lesson"), _("Start"))
            return Next(label, lesson.title, lesson.get_absolute_url(), action)
        if self.lessons_finished and self.course.has_end_quiz and not self.complete:
            again = self.end_quiz == EndQuiz.NOT_YET
            action = _("Have another go") if again else _("Start")
            return Next(_("Last of all"), self.course.end_quiz.title, quiz_url(self.course.end_quiz), action)

    @cached_property
    def stops(self):
        """The way through the course, for `courses/path.html`."""
        stops = [self.lesson_stop(lesson, state) for lesson, state in self.states]
        return [*stops, self.end_quiz_stop] if self.course.has_end_quiz else stops

    def lesson_stop(self, lesson, state):
        if state == State.PAUSED:
            return Stop(lesson.title, _("Your teacher has paused this one"), "", "paused")
        shown = "next" if lesson == self.next_lesson else state if state == State.FINISHED else ""
        said = state.label if state != State.NOT_STARTED else ""
        return Stop(lesson.title, said, lesson.get_absolute_url(), shown, lesson.minutes)

    @property
    def end_quiz_stop(self):
        quiz = self.course.end_quiz
        if self.complete:
            return Stop(quiz.title, EndQuiz.PASSED.label, quiz_url(quiz), "finished")
        if self.lessons_finished:
            said = _("Not yet. Have another go when you like") if self.end_quiz == EndQuiz.NOT_YET else ""
            return Stop(quiz.title, said, quiz_url(quiz), "next")
        return Stop(quiz.title, _("Opens when the lessons are finished"), "", "locked")


def learner_courses(learner):
    """A LearnerProgress for each course that the learner's classes are to do now."""
    keys = Assignment.objects.of_learner(learner).values("course_key").order_by()
    courses = Course.objects.live().light().filter(translation_key__in=keys).order_by("path")
    return [LearnerProgress(learner, course) for course in courses]


def quiz_url(quiz):
    return reverse("courses:quiz", args=[quiz.translation_key])


def is_complete(course, lessons_finished, end_quiz):
    return lessons_finished and (end_quiz == EndQuiz.PASSED or not course.end_quiz_id)


# --- who is due a certificate -----------------------------------------------------------------------------


def completed_learners(course):
    """Learners who finished every lesson that one of their classes does not leave out, and passed the end quiz."""
    keys = [lesson.translation_key for lesson in course.lessons]
    left_out = Pause.objects.filter(class_group=OuterRef("class_group"), lesson_key__in=keys)
    finished = LessonCompletion.objects.filter(learner=OuterRef("learner"), lesson_key__in=keys).exclude(
        lesson_key__in=Pause.objects.filter(class_group=OuterRef(OuterRef("class_group"))).values("lesson_key")
    )
    enrolments = Enrolment.objects.current().filter(class_group__assignments__course_key=course.translation_key)
    if course.end_quiz_id:
        passed = Attempt.objects.filter(quiz_key=course.end_quiz.translation_key, passed=True)
        enrolments = enrolments.filter(learner__in=passed.values("learner"))
    complete = enrolments.annotate(wanted=len(keys) - counted(left_out)).filter(wanted__gt=0, wanted=counted(finished))
    return User.objects.filter(pk__in=complete.order_by().values("learner"))


def counted(rows):
    """How many rows, as a part of a larger query."""
    one_group = rows.order_by().annotate(group=Value(1)).values("group").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(one_group, output_field=IntegerField()), 0)
