"""Award: who completed a course and passed its end quiz gets one certificate, once."""

import hashlib
import json
import logging
from typing import NamedTuple
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef

from accounts.choices import AgeBand, Kind
from accounts.models import User
from accounts.models.people import LEARNERS
from courses.models import Course, Lesson, LessonCompletion, Pause
from courses.progress import completed_learners
from quizzes.models import Attempt

from .models import Certificate, CourseCertificate

logger = logging.getLogger(__name__)


def award(learner, course):
    """The learner's certificate of this course, issued now if it is due; None if it is not, or was revoked."""
    if certificate := current(learner, course):
        return certificate
    if due(course).filter(pk=learner.pk).exists():
        return issue(learner, course, taught_in(course))
    return current(learner, course)  # not due any more when somebody issued it between the two questions


def award_due():
    """Issue every certificate that is due, and return how many that were. A query a course when there is none."""
    issued = 0
    for course in Course.objects.exclude(end_quiz=None).select_related("end_quiz", "certificate"):
        if not (classes_waiting if course.band == AgeBand.SPARKS else waiting)(course).exists():
            continue
        taught = None
        for learner in due(course).select_related("school"):
            taught = taught or taught_in(course)
            try:
                issued += issue(learner, course, taught) is not None
            except Exception:  # one that cannot be issued must not keep the others waiting
                logger.exception("No certificate of course %s for learner %s", course.pk, learner.pk)
    return issued


def due(course):
    """The learners who completed the course and never had its certificate, not even one that was revoked."""
    if course.band == AgeBand.SPARKS:
        return classes_due(course)
    if not course.end_quiz_id:
        return completed_learners(course).none()
    return completed_learners(course).filter(kind__in=LEARNERS, pk__in=waiting(course).values("learner"))


def waiting(course):
    """The attempts that passed the end quiz, of learners without a certificate: few, while most have theirs."""
    given = of_course(course).filter(learner=OuterRef("learner"))
    return Attempt.objects.filter(~Exists(given), quiz_key=course.end_quiz.translation_key, passed=True)


def classes_waiting(course):
    """Class learners who finished a lesson of the course and have no certificate: Sparks has one for the class."""
    given = of_course(course).filter(learner=OuterRef("pk"))
    lessons = Lesson.objects.child_of(course).live().values("translation_key").order_by()
    finished = LessonCompletion.objects.filter(lesson_key__in=lessons)
    return User.objects.filter(~Exists(given), kind=Kind.CLASS, pk__in=finished.values("learner"))


def classes_due(course):
    """Of those, the ones who finished every lesson that their class does not leave out."""
    keys = {lesson.translation_key for lesson in course.lessons}
    complete = [learner.pk for learner in classes_waiting(course) if keys - left_out(learner) <= finished_by(learner)]
    return User.objects.filter(pk__in=complete)


def left_out(learner):
    return set(Pause.objects.filter(class_group__learner=learner).values_list("lesson_key", flat=True))


def finished_by(learner):
    return set(LessonCompletion.objects.filter(learner=learner).values_list("lesson_key", flat=True))


def of_course(course):
    kinds = Certificate.Kind.COURSE, Certificate.Kind.CLASS
    return Certificate.objects.filter(course_key=course.translation_key, kind__in=kinds)


def current(learner, course):
    return of_course(course).current().filter(learner=learner).first()


def issue(learner, course, taught):
    """Two at once end with one row: the constraint says who was second, and the second gets the first's."""
    finished = finished_by(learner)
    lessons = [lesson for lesson in taught if lesson.key in finished]  # without what their class left out
    try:
        with transaction.atomic():
            return Certificate.objects.create(
                learner=learner,
                course_key=course.translation_key,
                kind=Certificate.Kind.CLASS if learner.kind == Kind.CLASS else Certificate.Kind.COURSE,
                name=learner.own_name,
                title=course.certificate_title,
                band=course.band,
                school=learner.school.name if learner.school else "",
                logo=learner.school.logo if learner.school else "",
                minutes=sum(lesson.minutes for lesson in lessons),
                content_digest=sha256([lesson.digest for lesson in lessons]),
                **CourseCertificate.look(course),
            )
    except IntegrityError:
        return current(learner, course)


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
