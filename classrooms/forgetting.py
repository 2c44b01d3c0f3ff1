"""Forget what pupils leave behind when its time is over, from the top down: what a class answered stays as numbers."""

from datetime import timedelta
from itertools import groupby

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

import courses.forgetting
import quizzes.forgetting
from accounts.models import ClassGroup, Enrolment
from accounts.retention import PUPILS, answers_kept_from, results_kept_from
from quizzes.models import Attempt

from . import counting
from .models import ClassSession, Five, Participation
from .reports.answers import last_groups, marks_and_answers, new_groups
from .reports.contents import questions_of

LATELY = timedelta(days=2)


def forget_due():
    forget_answers(answers_kept_from())
    forget_results(results_kept_from())


def forget_answers(before):
    """Answers of terms that are over. A session that is open over midnight is waited for."""
    opened = ClassSession.objects.filter(opened_at__lt=before).exclude(quiz_version=None)
    if opened.live().exists():
        return
    keep_fives_before(before)
    answered = quizzes.forgetting.old_answers(before).values("attempt__version").order_by()
    due = opened.filter(quiz_version__in=answered).order_by("class_group", "quiz_version", "opened_at")
    for _, sessions in groupby(due, key=lambda session: (session.class_group_id, session.quiz_version_id)):
        keep_as_numbers(list(sessions), before)
    quizzes.forgetting.forget_answers(before)


def keep_fives_before(before):
    """What the reports have counted of those answers stays as it is."""
    old = quizzes.forgetting.old_answers(before).order_by()
    classes = Enrolment.objects.filter(learner__in=old.values("attempt__learner")).order_by()
    for class_group in ClassGroup.objects.filter(pk__in=classes.values("class_group")):
        keep_fives(class_group)


def keep_fives_of_late():
    """Of classes that answered in the last two days: reports then have little to count."""
    since = timezone.now() - LATELY
    lately = Attempt.objects.filter(Q(started_at__gte=since) | Q(finished_at__gte=since)).order_by()
    classes = Enrolment.objects.filter(learner__in=lately.values("learner")).order_by()
    for class_group in ClassGroup.objects.filter(pk__in=classes.values("class_group")):
        keep_fives(class_group)


def keep_fives_of(learners):
    """Before these learners are erased: no figure moves, and none tells by moving what they had answered."""
    for class_group in ClassGroup.objects.filter(enrolments__learner__in=learners).distinct():
        keep_fives(class_group)


@transaction.atomic
def keep_fives(class_group):
    """Write down each group of five that is full; again adds only what has become full since."""
    class_group.hold()
    asked = Attempt.objects.filter(learner__enrolments__class_group=class_group).order_by()
    keys = list(asked.values_list("quiz_key", flat=True).distinct())
    questions = questions_of(keys)
    found = new_groups([class_group], keys, last_groups([class_group], keys), {}, marks_and_answers)
    Five.objects.bulk_create(
        [
            Five(class_group=class_group, quiz_key=key, question=question, **facts(group, questions[key][question]))
            for (_class, key, question), groups in found.items()
            for group in groups
        ],
        ignore_conflicts=True,
    )


def facts(group, question):
    return {
        "right": group.right,
        "chosen": group.chosen(question),
        "full_at": group.full_at,
        "last": group.last,
    }


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
