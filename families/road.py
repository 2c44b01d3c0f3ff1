"""How far a family is: the parts of the Family course, the rehearsal, and what comes next."""

from functools import cached_property
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.choices import AgeBand
from courses.models import Course, Rehearsal
from courses.progress import LearnerProgress, State

AFTER_PART = 4  # the rehearsal fits when the first hour is known


class Next(NamedTuple):
    label: str
    title: str
    url: str
    action: str
    minutes: int


def family_course():
    return Course.objects.live().filter(band=AgeBand.FAMILY).select_related("end_quiz").order_by("path").first()


def pupil_courses():
    adults = [AgeBand.FAMILY, AgeBand.STAFF]
    return Course.objects.live().light().exclude(band__in=adults).order_by("path")


def by_age(courses):
    """The youngest first, as a parent looks for them."""
    return sorted(courses, key=lambda course: list(AgeBand).index(AgeBand(course.band)))


def lesson_named(slug):
    course = family_course()
    return next((lesson for lesson in course.lessons if lesson.slug == slug), None) if course else None


class Road:
    """The Family course as somebody at home walks it: a guest, a guardian, or nobody yet."""

    def __init__(self, user):
        self.learner = user if user.is_authenticated and (user.is_home_guest or user.kind == "adult") else None
        self.course = family_course()

    @cached_property
    def progress(self):
        return LearnerProgress(self.learner, self.course) if self.learner and self.course else None

    @property
    def parts(self):
        """(lesson, state) in order."""
        if self.progress:
            return self.progress.states
        return [(lesson, State.NOT_STARTED) for lesson in self.course.lessons] if self.course else []

    @property
    def finished(self):
        return sum(state == State.FINISHED for _lesson, state in self.parts)

    @property
    def total(self):
        return len(self.parts)

    @cached_property
    def has_begun(self):
        return self.has_rehearsed or any(state != State.NOT_STARTED for _lesson, state in self.parts)

    @cached_property
    def has_rehearsed(self):
        return bool(self.learner) and Rehearsal.objects.filter(learner=self.learner).exists()

    @property
    def complete(self):
        """Every part and the rehearsal: reading alone is not enough."""
        return bool(self.progress) and self.progress.complete and self.has_rehearsed

    @property
    def next(self):
        """The one thing to do now; None when all is done."""
        if self.finished >= AFTER_PART and not self.has_rehearsed:
            return self.rehearsal
        if self.progress and (due := self.progress.next):
            label = due.label if self.is_under_way else _("Next part")
            return Next(label, due.title, self.first_step(due.url), due.action, self.minutes_of_next)
        if not self.progress and self.parts:
            lesson = self.parts[0][0]
            return Next(_("Start here"), lesson.title, lesson.step_url(1), _("Start"), lesson.minutes)
        return None if self.has_rehearsed else self.rehearsal

    @property
    def is_under_way(self):
        """Whether what comes next is no part, or one that was begun."""
        lesson = self.progress.next_lesson
        return lesson is None or lesson.translation_key in self.progress.reached

    def first_step(self, url):
        """Straight into a part that has not begun, without its cover."""
        return url if self.is_under_way else self.progress.next_lesson.step_url(1)

    @property
    def minutes_of_next(self):
        return self.progress.next_lesson.minutes if self.progress.next_lesson else 0

    @property
    def rehearsal(self):
        return Next(_("Practise"), _("“Somebody has a picture of me”"), reverse("families:rehearsal"), _("Start"), 3)
