"""What a guardian sees of a child: which lessons and courses are finished. Never an answer, a mark or a time."""

from typing import NamedTuple

from django.utils import timezone

from accounts.choices import Kind
from accounts.models import User
from courses.models import Course, LessonCompletion
from courses.progress import LearnerProgress

from .road import pupil_courses


class Done(NamedTuple):
    """How far a child is with a course: the titles of the lessons that are finished, of how many in all."""

    course: Course
    titles: list
    total: int
    complete: bool


def of_guardian(user):
    return User.objects.visible_to(user).filter(kind=Kind.CHILD, guardian=user)


def done_by(child):
    """A row for each course of the child's age."""
    return [done(child, course) for course in pupil_courses().filter(band=child.band)]


def done(child, course):
    progress = LearnerProgress(child, course)
    titles = [lesson.title for lesson in progress.lessons if lesson.translation_key in progress.finished]
    return Done(course, titles, len(progress.lessons), progress.complete)


def finished_on(learner, course):
    """The day on which the last lesson was finished."""
    keys = [lesson.translation_key for lesson in course.lessons]
    facts = LessonCompletion.objects.filter(learner=learner, lesson_key__in=keys)
    return timezone.localtime(facts.latest("completed_at").completed_at).date()
