import math
from functools import cached_property

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_list_or_404, get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from quizzes.kinds import question_of
from quizzes.models import Attempt, Quiz
from quizzes.views import forgiving

from ..models import Course, Lesson
from ..progress import LearnerProgress, quiz_url
from ..reading import Reader
from .doors import for_learners
from .pages import onward


@login_not_required
@require_safe
def lesson_quiz(request, course, lesson):
    """A lesson's questions: learners answer them, everybody else sees them with their answers."""
    reader = Reader(request.user)
    lesson = reader.lesson(course, lesson)
    if not lesson.has_quiz:
        raise Http404
    if reader.takes_part_in(lesson.course.band):
        return redirect(quiz_url(lesson.quiz))
    return preview(request, reader, lesson.quiz, lesson.course, lesson)


def preview(request, reader, quiz, course, lesson=None):
    questions = [question_of(data) for data in quiz.content()["questions"]]
    frame = reader.frame(course, lesson) | {"leave_page": quiz.leave_page, "full_help": quiz.sensitive}
    return render(request, "courses/quiz_preview.html", {**frame, "quiz": quiz, "questions": questions})


@login_not_required
@forgiving
@require_http_methods(["GET", "HEAD", "POST"])
def quiz(request, key):
    """Where a quiz is at home: it is started and handed in here, and from here the way goes on."""
    if request.method == "POST":
        return finish(request, key) if request.POST.get("action") == "finish" else start(request, key)
    try:
        door = Door(request.user, key)
    except Http404:
        return taken_down(request, key)
    return learners_page(request, door) if door.is_for_reader else adults_page(request, door)


@for_learners
def start(request, key):
    door = Door(request.user, key)
    if not door.is_for_reader:
        raise PermissionDenied
    if not door.is_open:
        return learners_page(request, door)
    attempt = door.quiz.start(request.user, home=request.path, leaving_out=door.left_out)
    return redirect("quizzes:attempt", attempt.pk)


@for_learners
def finish(request, key):
    """Hand in. The attempt is the learner's own: nothing that an editor or a teacher did since can be in its way."""
    mine = Attempt.objects.visible_to(request.user).filter(quiz_key=key).select_related("version")
    if not request.user.is_learner and not mine:
        raise PermissionDenied
    attempt = mine.open().first() or get_list_or_404(mine.order_by("-pk"))[0]
    lesson = Lesson.objects.filter(quiz__translation_key=key).select_related("quiz").first()
    with transaction.atomic():
        attempt.finish()
        if lesson:
            lesson.finish_if_done(request.user)
    return redirect("quizzes:result", attempt.pk)


def taken_down(request, key):
    """The quiz is not there any more for this reader; who was at it still goes on."""
    if not request.user.is_authenticated or not request.user.is_learner:
        raise Http404
    latest = get_list_or_404(Attempt.objects.visible_to(request.user).order_by("-pk"), quiz_key=key)[0]
    return redirect(request.user.home_url) if latest.finished_at else redirect("quizzes:attempt", latest.pk)


class Door:
    """A quiz, the lesson or course that it belongs to, and how it stands with the reader; 404 if it is not theirs."""

    def __init__(self, user, key):
        self.reader, self.user = Reader(user), user
        self.quiz = get_object_or_404(Quiz.objects.filter(live=True), translation_key=key)
        self.lesson = Lesson.objects.live().filter(quiz=self.quiz).select_related("quiz").first()
        courses = Course.objects.live().select_related("end_quiz", "baseline")
        of_quiz = Q(end_quiz=self.quiz) | Q(baseline=self.quiz)
        courses = courses.ancestor_of(self.lesson) if self.lesson else courses.filter(of_quiz)
        self.course = get_list_or_404(courses)[0]
        self.reader.open(self.course.translation_key, self.lesson and self.lesson.translation_key)
        if self.is_baseline and self.is_for_reader and not (self.progress.has_baseline or self.latest):
            raise Http404

    @cached_property
    def left_out(self):
        """Ids of the questions of paused lessons: nobody is asked about what their class does not do. What a course's
        quiz ends on stays: it says where help is."""
        if self.lesson:
            return frozenset()
        paused = Lesson.objects.child_of(self.course).filter(translation_key__in=self.progress.paused)
        quizzes = [lesson.quiz for lesson in paused.select_related("quiz") if lesson.quiz]
        last = self.quiz.questions.raw_data[-1]["id"]
        return frozenset(q["id"] for quiz in quizzes for q in quiz.questions.raw_data if q["id"] != last)

    @property
    def is_baseline(self):
        return self.quiz == self.course.baseline

    @property
    def is_for_reader(self):
        """To answer, and not only to look at."""
        return self.reader.takes_part_in(self.course.band)

    @cached_property
    def latest(self):
        attempts = Attempt.objects.visible_to(self.user).filter(quiz_key=self.quiz.translation_key)
        return attempts.order_by("-pk").first()

    @property
    def is_under_way(self):
        return bool(self.latest and not self.latest.finished_at)

    @cached_property
    def progress(self):
        return LearnerProgress(self.user, self.course)

    @property
    def size(self):
        return sum(question["id"] not in self.left_out for question in self.quiz.questions.raw_data)

    @property
    def needed(self):
        """How many answers have to be right to pass."""
        return math.ceil(self.size * self.quiz.pass_mark / 100)

    @property
    def is_open(self):
        """A lesson's questions are open with the lesson, the end quiz when the lessons are finished."""
        if self.is_under_way or self.is_baseline:
            return True
        return not self.reader.lesson_is_paused if self.lesson else self.progress.lessons_finished

    @property
    def is_done(self):
        """Handed in, and an end quiz passed."""
        enough = self.lesson or self.is_baseline or (self.latest and self.latest.passed)
        return bool(self.latest and self.latest.finished_at and enough)

    def render(self, request, template, **context):
        frame = self.reader.frame(self.course, self.lesson)
        frame |= {
            "door": self,
            "quiz": self.quiz,
            "leave_page": self.quiz.leave_page,
            "full_help": self.quiz.sensitive,
        }
        return render(request, f"courses/{template}.html", {**frame, **context})


def learners_page(request, door):
    """The start; after the hand-in, what is left of the lesson or the way onwards."""
    if door.is_done:
        steps_left = door.lesson.steps_left(request.user) if door.lesson else 0
        if steps_left:
            return door.render(request, "quiz_left", steps_left=steps_left)
        return redirect(onward(door.progress))
    if not door.is_open:
        return door.render(request, "paused" if door.lesson else "quiz_closed")
    return door.render(request, "quiz_start")


def adults_page(request, door):
    if door.lesson:
        return redirect(door.lesson.address("lesson_quiz"))
    return preview(request, door.reader, door.quiz, door.course)
