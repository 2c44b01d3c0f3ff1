"""Opening a session: what it pins, so that no edit disturbs it."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from courses.models import Assignment

from ..models import ClassSession
from ..models.session import CODE_LASTS


def open(class_group, lesson, by, *, mode=ClassSession.Mode.DEVICES, confirmed=None, after=None):
    """The class's live session, or a new one; `after` is an earlier one, to go on where it stopped.

    AdviceTooOld, with the reason, for a lesson whose advice nobody has looked at for too long.
    """
    if running := class_group.sessions.live().first():
        return running
    lesson.can_start_session()
    try:
        with transaction.atomic():
            session = ClassSession.objects.create(
                class_group=class_group,
                started_by=by,
                mode=mode,
                confirmed=confirmed or {},
                code=ClassSession.objects.new_code(),
                code_until=timezone.now() + CODE_LASTS,
                **(pins_of(after) if after else new_pins(lesson)),
            )
            session.refresh_from_db()
            give_course(class_group, lesson)
            return session
    except IntegrityError:  # from two windows at once
        return class_group.sessions.live().get()


def new_pins(lesson):
    course = lesson.get_parent().specific
    return {
        "band": course.band,
        "lesson_key": lesson.translation_key,
        "revision": lesson.live_revision_id or lesson.save_revision().pk,
        "step_ids": [step["id"] for step in lesson.steps.raw_data],
        "quiz_version": lesson.quiz.version() if lesson.has_quiz else None,
    }


def pins_of(session):
    names = "band", "lesson_key", "revision", "step_ids", "quiz_version", "step"
    return {name: getattr(session, name) for name in names}


def give_course(class_group, lesson):
    """What was begun in class can be gone on with at home."""
    key = lesson.get_parent().specific.translation_key
    if not Assignment.objects.filter(class_group=class_group, course_key=key).exists():
        Assignment.objects.create(class_group=class_group, course_key=key)
