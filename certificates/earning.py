"""Earn: who has done what a certificate stands for. Each rule asks for the learner's own facts, and for no others."""

from collections import defaultdict
from datetime import timedelta

from django.db.models import Count, Exists, OuterRef
from django.utils import timezone

from accounts.choices import AgeBand, Kind
from accounts.models import ClassGroup, Enrolment, Membership, User
from accounts.models.people import LEARNERS
from courses.models import Lesson, LessonCompletion
from courses.progress import completed_learners
from courses.progress.completed import complete
from quizzes.models import Attempt

from .models import Certificate

RENEWED_WITHIN = timedelta(days=60)  # before the last day: what is done from then on counts for the next year


def of_pupils(course):
    """Who completed the course and passed its end quiz. The few that passed and have none yet are asked for first."""
    if not course.end_quiz_id:
        return completed_learners(course).none()
    passed = Attempt.objects.filter(quiz_key=course.end_quiz.translation_key, passed=True)
    waiting = passed.filter(~Exists(given(course, Certificate.Kind.COURSE, "learner")))
    if not waiting.exists():
        return User.objects.none()
    return completed_learners(course).filter(kind__in=LEARNERS, pk__in=waiting.values("learner"))


def of_classes(course):
    """The class as a whole, where it did the course together: led on one screen, or without devices."""
    return User.objects.filter(
        ~Exists(given(course, Certificate.Kind.CLASS, "pk")), pk__in=done_together(course).values("learner")
    )


def of_attendance(course):
    """The pupils of a class that did the course without devices: who was there for each lesson, or caught up. Whoever
    passed the end quiz besides has the better one."""
    given_already = given(course, Certificate.Kind.ATTENDANCE, "learner")
    passed = given(course, Certificate.Kind.COURSE, "learner")
    places = Enrolment.objects.current().filter(
        ~Exists(given_already), ~Exists(passed), learner__kind=Kind.PUPIL, class_group__in=done_together(course)
    )
    return User.objects.filter(pk__in=complete(places, course.lesson_keys).values("learner"))


def of_families(course):
    """Grown-ups who finished every part and rehearsed what to say; on an account of their own, because a certificate
    has a name and an address."""
    rehearsed = adults_who_finished(course).filter(rehearsal__isnull=False)
    return rehearsed.filter(~Exists(given(course, Certificate.Kind.FAMILY, "pk")))


def of_staff(course):
    """Who works at a school and finished every part; and who did so once more when the year was nearly over."""
    staff = adults_who_finished(course).filter(pk__in=Membership.objects.current().values("user"))
    first = staff.filter(~Exists(given(course, Certificate.Kind.STAFF, "pk")))
    return first | staff.filter(pk__in=renewed(course))


RULES = {
    AgeBand.SPARKS: {Certificate.Kind.CLASS: of_classes},
    AgeBand.FAMILY: {Certificate.Kind.FAMILY: of_families},
    AgeBand.STAFF: {Certificate.Kind.STAFF: of_staff},
}
RULES_OF_PUPILS = {
    Certificate.Kind.COURSE: of_pupils,
    Certificate.Kind.CLASS: of_classes,
    Certificate.Kind.ATTENDANCE: of_attendance,
}


def due(course, kinds=Certificate.Kind):
    """(kind, the learners who earned that certificate and never had it, not even one that was revoked)"""
    rules = RULES.get(course.band, RULES_OF_PUPILS)
    return [(kind, rule(course)) for kind, rule in rules.items() if kind in kinds]


# --- what the rules are made of --------------------------------------------------------------------------------


def with_keys(courses):
    """The courses, each with the keys of its published lessons: asked for once for all of them."""
    courses, keys = list(courses), defaultdict(list)
    lessons = Lesson.objects.live().order_by("path")
    for path, key in lessons.values_list("path", "translation_key"):
        keys[path[: -Lesson.steplen]].append(key)
    for course in courses:
        course.lesson_keys = keys[course.path]
    return courses


def ending(course):
    """The certificates of staff that have ended, or are about to."""
    soon = timezone.localdate() + RENEWED_WITHIN
    return Certificate.objects.current().filter(course_key=course.translation_key, expires_on__lte=soon)


def given(course, kind, learner):
    return Certificate.objects.filter(course_key=course.translation_key, kind=kind, learner=OuterRef(learner))


def done_together(course):
    """The classes whose own learner finished every lesson that they do not leave out."""
    keys = course.lesson_keys
    begun = LessonCompletion.objects.filter(lesson_key__in=keys, learner__kind=Kind.CLASS)
    groups = ClassGroup.objects.filter(learner__in=begun.values("learner"))
    return complete(groups, keys, class_group="pk")


def adults_who_finished(course):
    keys = course.lesson_keys
    facts = LessonCompletion.objects.filter(lesson_key__in=keys, learner__kind=Kind.ADULT, learner__is_active=True)
    all_of_it = facts.order_by().values("learner").annotate(count=Count("pk")).filter(count=len(keys), count__gt=0)
    return User.objects.filter(pk__in=all_of_it.values("learner"))


def renewed(course):
    """Learners whose certificate is about to end or has ended, and who lately handed in the quiz of every part."""
    lately = timezone.now() - RENEWED_WITHIN
    lessons = Lesson.objects.child_of(course).live().exclude(quiz=None)
    quizzes = list(lessons.values_list("quiz__translation_key", flat=True))
    ends = ending(course).values("learner")
    again = Attempt.objects.filter(learner__in=ends, quiz_key__in=quizzes, finished_at__gte=lately)
    every = again.order_by().values("learner").annotate(count=Count("quiz_key", distinct=True))
    return every.filter(count=len(quizzes), count__gt=0).values("learner")
