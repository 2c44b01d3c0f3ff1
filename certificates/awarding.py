"""Award: who completed a course and passed its end quiz gets one certificate, once."""

import hashlib
import json
import logging
from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from courses.models import Course, Lesson, LessonCompletion

from .earning import due, ending, with_keys
from .models import Certificate, CourseCertificate

A_YEAR = timedelta(days=365)  # after which staff go through their preparation again
EARNED = [kind for kind in Certificate.Kind if kind != Certificate.Kind.ATTENDANCE]

logger = logging.getLogger(__name__)


def award(learner, course):
    """The learner's certificate of this course, issued now if it is due; None if it is not, or was revoked."""
    if certificate := current(learner, course):
        return certificate
    for kind, learners in due(*with_keys([course]), EARNED):
        if learners.filter(pk=learner.pk).exists():
            return issue(learner, course, kind, taught_in(course))
    return current(learner, course)  # not due any more when somebody issued it between the two questions


def current(learner, course, kinds=EARNED):
    held = Certificate.objects.current().filter(learner=learner, course_key=course.translation_key, kind__in=kinds)
    return held.first()


def award_due(kinds=Certificate.Kind):
    """Issue every certificate of these kinds that is due, and return how many that were. If there is none, it takes a
    query a course and kind."""
    issued = 0
    for course in with_keys(Course.objects.live().select_related("end_quiz", "certificate")):
        taught = None
        for kind, learners in due(course, kinds):
            for learner in learners.select_related("school"):
                taught = taught or taught_in(course)
                try:
                    issued += issue(learner, course, kind, taught) is not None
                except Exception:  # one that cannot be issued must not keep the others waiting
                    logger.exception("No certificate of course %s for learner %s", course.pk, learner.pk)
    return issued


def issue(learner, course, kind, taught):
    """Two at once end with one row: the constraint says who was second, and the second gets the first's. What ends
    and was earned again is renewed."""
    finished = set(LessonCompletion.objects.filter(learner=learner).values_list("lesson_key", flat=True))
    lessons = [lesson for lesson in taught if lesson.key in finished]  # without what their class left out
    school = school_of(learner, kind)
    try:
        with transaction.atomic():
            before = ending(course).filter(learner=learner).first() if kind == Certificate.Kind.STAFF else None
            if before:
                before.end(Certificate.Ended.RENEWED)
            return Certificate.objects.create(
                learner=learner,
                course_key=course.translation_key,
                kind=kind,
                name=learner.own_name,
                title=course.certificate_title,
                band=course.band,
                school=name_of(school, kind),
                logo=school.logo if school else "",
                minutes=sum(lesson.minutes for lesson in lessons),
                expires_on=timezone.localdate() + A_YEAR if kind == Certificate.Kind.STAFF else None,
                replaces=before,
                content_digest=sha256([lesson.digest for lesson in lessons]),
                **CourseCertificate.look(course),
            )
    except IntegrityError:
        return current(learner, course, [kind])


def school_of(learner, kind):
    """The school that stands on it: a family's has none."""
    if kind == Certificate.Kind.STAFF:
        return learner.schools[0] if learner.schools else None
    return learner.school


def name_of(school, kind):
    """A training record says where somebody works; on a pupil's paper the school is named where it wants to be."""
    return school.name if school and (school.on_certificates or kind == Certificate.Kind.STAFF) else ""


class Taught(NamedTuple):
    """What a certificate says of a lesson: how long it takes, and a digest of what it and its quiz said."""

    key: UUID
    minutes: int
    digest: str


def taught_in(course):
    """The course's published lessons in order. They are read whole, so once for all learners of a sweep."""
    lessons = Lesson.objects.child_of(course).live().order_by("path").select_related("quiz")
    return [Taught(lesson.translation_key, lesson.minutes, sha256(content(lesson))) for lesson in lessons]


def content(lesson):
    return {
        "lesson": str(lesson.translation_key),
        "title": lesson.title,
        "steps": lesson.steps.get_prep_value(),
        "quiz": lesson.quiz.content() if lesson.quiz else None,
    }


def sha256(data):
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()
