from functools import cached_property
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from quizzes.models import Attempt

from ..models import Assignment, LessonCompletion, LessonProgress, Pause
from ..preparation import baseline_waits
from .states import EndQuiz, State, is_complete


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
    def assignments(self):
        """(class, whether it has the baseline) for each class that is to do the course."""
        classes = Assignment.objects.of_learner(self.learner).filter(course_key=self.course.translation_key)
        return list(classes.values_list("class_group_id", "baseline"))

    @cached_property
    def paused_by_class(self):
        """Class -> keys of the lessons that it leaves out; one entry without a class for a learner who is in none."""
        paused = {class_group: set() for class_group, _ in self.assignments}
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

    @cached_property
    def has_baseline(self):
        """One of their classes has it switched on, and where it asks about the hardest things a teacher is ready."""
        classes = [class_group for class_group, on in self.assignments if on]
        return bool(classes) and self.course.has_baseline and not baseline_waits(self.course, classes)

    @cached_property
    def baseline_is_done(self):
        key = self.course.baseline.translation_key
        return Attempt.objects.finished().filter(learner=self.learner, quiz_key=key).exists()

    @property
    def baseline_comes_next(self):
        """Before the first lesson; once that is begun there is no before any more."""
        begun = {State.STARTED, State.FINISHED} & {state for _, state in self.states}
        return self.has_baseline and not begun and not self.baseline_is_done

    @property
    def complete(self):
        return is_complete(self.course, self.lessons_finished, self.end_quiz)

    @cached_property
    def next(self):
        """The one thing to do now; None when there is nothing."""
        if self.baseline_comes_next:
            return Next(_("First of all"), self.course.baseline.title, quiz_url(self.course.baseline), _("Start"))
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
        stops = [self.baseline_stop] if self.has_baseline else []
        stops += [self.lesson_stop(lesson, state) for lesson, state in self.states]
        return [*stops, self.end_quiz_stop] if self.course.has_end_quiz else stops

    def lesson_stop(self, lesson, state):
        if state == State.PAUSED:
            url = lesson.get_absolute_url() if lesson.is_first_aid else ""
            return Stop(lesson.title, _("Your teacher has paused this one"), url, "paused")
        is_next = lesson == self.next_lesson and not self.baseline_comes_next
        shown = "next" if is_next else state if state == State.FINISHED else ""
        said = state.label if state != State.NOT_STARTED else ""
        return Stop(lesson.title, said, lesson.get_absolute_url(), shown, lesson.minutes)

    @property
    def baseline_stop(self):
        quiz = self.course.baseline
        if self.baseline_is_done:
            return Stop(quiz.title, State.FINISHED.label, "", "finished")
        return Stop(quiz.title, "", quiz_url(quiz), "next" if self.baseline_comes_next else "")

    @property
    def end_quiz_stop(self):
        quiz = self.course.end_quiz
        if self.complete:
            return Stop(quiz.title, EndQuiz.PASSED.label, quiz_url(quiz), "finished")
        if self.lessons_finished:
            said = _("Not yet. Have another go when you like") if self.end_quiz == EndQuiz.NOT_YET else ""
            return Stop(quiz.title, said, quiz_url(quiz), "next")
        return Stop(quiz.title, _("Opens when the lessons are finished"), "", "locked")


def quiz_url(quiz):
    return reverse("courses:quiz", args=[quiz.translation_key])
