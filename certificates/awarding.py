"""Award: who completed a course and passed its end quiz gets one certificate, once."""

import hashlib
import json
import logging

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef

from accounts.models.people import LEARNERS
from courses.models import Course, Lesson, LessonCompletion
from courses.progress import completed_learners
from quizzes.models import Attempt

from .designs import DESIGNS
from .models import Certificate

logger = logging.getLogger(__name__)


def award(learner, course):
    """The learner's certificate of this course, issued now if it is due; None if it is not, or was revoked."""
    if certificate := current(learner, course):
        return certificate
    if due(course).filter(pk=learner.pk).exists():
        return issue(learner, course)
    return None


def award_due():
    """Issue every certificate that is due, and return how many that were. A query a course when there is none."""
    issued = 0
    for course in Course.objects.exclude(end_quiz=None).select_related("end_quiz", "certificate"):
        if not waiting(course).exists():
            continue
        for learner in due(course).select_related("school"):
            try:
                issued += issue(learner, course) is not None
            except Exception:  # one that cannot be issued must not keep the others waiting
                logger.exception("No certificate of course %s for learner %s", course.pk, learner.pk)
    return issued


def due(course):
    """The learners who completed the course and never had its certificate, not even one that was revoked."""
    if not course.end_quiz_id:
        return completed_learners(course).none()
    return completed_learners(course).filter(kind__in=LEARNERS, pk__in=waiting(course).values("learner"))


def waiting(course):
    """The attempts that passed the end quiz, of learners without a certificate: few, while most have theirs."""
    given = of_course(course).filter(learner=OuterRef("learner"))
    return Attempt.objects.filter(~Exists(given), quiz_key=course.end_quiz.translation_key, passed=True)


def of_course(course):
    return Certificate.objects.filter(course_key=course.translation_key, kind=Certificate.Kind.COURSE)


def current(learner, course):
    return of_course(course).current().filter(learner=learner).first()


def issue(learner, course):
    """Two at once end with one row: the constraint says who was second, and the second gets the first's."""
    lessons = lessons_finished(learner, course)
    try:
        with transaction.atomic():
            return Certificate.objects.create(
                learner=learner,
                course_key=course.translation_key,
                name=learner.display_name,
                title=course.certificate_title,
                band=course.band,
                school=learner.school.name if learner.school else "",
                minutes=sum(lesson.minutes for lesson in lessons),
                content_digest=content_digest(lessons),
                design=course.certificate.design if hasattr(course, "certificate") else DESIGNS[0].slug,
            )
    except IntegrityError:
        return current(learner, course)


def lessons_finished(learner, course):
    """What this learner was taught: the course's lessons without those that their class left out."""
    finished = LessonCompletion.objects.filter(learner=learner).values("lesson_key")
    lessons = Lesson.objects.child_of(course).live().filter(translation_key__in=finished)
    return list(lessons.order_by("path").select_related("quiz"))


def content_digest(lessons):
    """SHA-256 of what the lessons and their quizzes said, so that it can be told later whether they changed."""
    taught = [
        {
            "lesson": str(lesson.translation_key),
            "title": lesson.title,
            "steps": lesson.steps.get_prep_value(),
            "quiz": lesson.quiz.content() if lesson.quiz else None,
        }
        for lesson in lessons
    ]
    return hashlib.sha256(json.dumps(taught, sort_keys=True).encode()).hexdigest()
