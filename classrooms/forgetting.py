"""Forget what pupils leave behind when its time is over, from the top down: what a class answered stays as numbers."""

from itertools import groupby

from django.db import transaction

import courses.forgetting
import quizzes.forgetting
from accounts.retention import PUPILS, answers_kept_from, results_kept_from

from . import counting
from .models import ClassSession, Participation


def forget_due():
    forget_answers(answers_kept_from())
    forget_results(results_kept_from())


def forget_answers(before):
    """Answers of terms that are over. A session that is open over midnight is waited for."""
    opened = ClassSession.objects.filter(opened_at__lt=before).exclude(quiz_version=None)
    if opened.live().exists():
        return
    answered = quizzes.forgetting.old_answers(before).values("attempt__version").order_by()
    due = opened.filter(quiz_version__in=answered).order_by("class_group", "quiz_version", "opened_at")
    for _, sessions in groupby(due, key=lambda session: (session.class_group_id, session.quiz_version_id)):
        keep_as_numbers(list(sessions), before)
    quizzes.forgetting.forget_answers(before)


@transaction.atomic
def keep_as_numbers(sessions, before):
    """The sessions of a class with one quiz: an answer may count in two of them, so all are counted first."""
    old = {"answered_at__lt": before, "attempt__learner__kind__in": PUPILS}
    counted = [key for session in sessions for key in counting.keep_as_tallies(session, **old)]
    quizzes.forgetting.old_answers(before).filter(pk__in=counted).delete()


def forget_results(before):
    quizzes.forgetting.forget_results(before)
    courses.forgetting.forget_results(before)
    Participation.objects.filter(learner__kind__in=PUPILS, session__ended_at__lt=before).delete()
