"""The end of a session: what the lesson leaves with its pupils, and what is forgotten."""

from contextlib import suppress

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.choices import AgeBand, Kind
from accounts.models import User
from courses.models import LessonCompletion, LessonProgress
from quizzes.models import AnswerRefused, Response

from .. import counting
from ..models import ClassSession, DeliveryRecord, Participation

TOGETHER = {Kind.GUEST, Kind.CLASS}  # complete with the session: nobody ticks them


@transaction.atomic
def close(session, *, finished, present=()):
    """The end. `finished`: the lesson is complete for those `present` (learners); else it goes on another day.

    Attempts stay open, to be finished at home. Guests of a school that is not approved yet are deleted.
    """
    session = ClassSession.objects.select_for_update().get(pk=session.pk)
    if session.is_over:
        return session
    session.under, session.phase, session.ended_at = "", ClassSession.Phase.ENDED, timezone.now()
    session.closed_at = session.closed_at or session.ended_at
    session.finished_lesson = finished
    session.version += 1
    session.save()
    Participation.objects.were_there(session, present)
    note_progress(session, finished, present)
    answer_as_one(session, finished)
    release_feedback(session)
    if not session.class_group.school.approved_at:
        forget(User.objects.filter(kind=Kind.GUEST, participations__session=session))
    DeliveryRecord.objects.get_or_create(session=session)
    return session


@transaction.atomic
def add_present(session, learners):
    """Who was there after all, told after the end: who covers sees no names. The record is printed anew."""
    Participation.objects.were_there(session, learners)
    note_progress(session, session.finished_lesson, learners)
    DeliveryRecord.objects.filter(session=session).update(pdf="", done_at=None, tries=0)


@transaction.atomic
def forget(learners):
    """They go; what each class answered stays, as numbers."""
    learners = User.objects.filter(pk__in=list(learners.values_list("pk", flat=True)))
    sessions = ClassSession.objects.filter(participations__learner__in=learners).select_related("quiz_version")
    for session in sessions.order_by().distinct():
        counting.keep_what_they_said(session, learners)
    learners.delete()


def works_as_one(session):
    """Without devices, and in Sparks, which an adult leads, the class as a whole learns."""
    return not session.has_devices or session.band == AgeBand.SPARKS


def answer_as_one(session, finished):
    """What most hands said becomes the class's answer, in an ordinary attempt; it is handed in with the lesson."""
    if not works_as_one(session) or not session.quiz_version_id:
        return
    answers = list(counting.answers_as_one(session))
    if not answers and not finished:
        return
    home = reverse("courses:quiz", args=[session.quiz_version.quiz_key])
    attempt = session.quiz_version.start(session.class_group.as_learner(), home)
    for question, round, answer in answers:
        with suppress(AnswerRefused):  # counted last week, and shown since
            attempt.respond(question.id, answer, round, in_class=True)
    if finished:
        attempt.finish()


def note_progress(session, finished, present):
    """For each who was there, and for the class as a whole where it worked as one."""
    in_it = User.objects.filter(participations__session=session, participations__state=Participation.State.IN)
    learners = {user.pk: user for user in [*in_it, *present]}
    if works_as_one(session):
        whole = session.class_group.as_learner()
        learners[whole.pk] = whole
    step = session.step_count if finished else session.step
    LessonProgress.objects.reach_together(learners.values(), session.lesson_key, step)
    if finished:
        done = {user.pk: user for user in present} | {
            pk: user for pk, user in learners.items() if user.kind in TOGETHER
        }
        LessonCompletion.objects.finish_together(done.values(), session.lesson_key)


def release_feedback(session):
    """From here on the attempts are their learners' own: what they answered in class has its feedback."""
    if session.quiz_version_id:
        Response.objects.filter(
            attempt__version=session.quiz_version,
            attempt__learner__in=session.participations.values("learner").order_by(),
            shown_at=None,
        ).update(shown_at=session.ended_at)
