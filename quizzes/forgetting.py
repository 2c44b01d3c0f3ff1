"""Forget: answers when their term is over, marks when their year is. What is being answered now is not touched."""

from django.db import transaction

from accounts.retention import PUPILS

from .models import Attempt, Response

AT_ONCE = 5000  # rows a transaction: answers wait for no longer than that


def old_answers(before):
    return Response.objects.filter(answered_at__lt=before, attempt__learner__kind__in=PUPILS)


def forget_answers(before):
    """The mark of what was handed in stays; an attempt under way stays, with what is answered since."""
    while keys := list(old_answers(before).values_list("pk", flat=True)[:AT_ONCE]):
        # An answer that was changed meanwhile is a new one.
        Response.objects.filter(pk__in=keys, answered_at__lt=before).delete()


def forget_results(before):
    """Attempts that were handed in, and those in which nothing is answered any more."""
    old = Attempt.objects.filter(learner__kind__in=PUPILS, started_at__lt=before)
    old.filter(finished_at__lt=before).delete()
    with transaction.atomic():
        waiting = list(old.open().select_for_update(of=["self"]).values_list("pk", flat=True))
        Attempt.objects.filter(pk__in=waiting, responses=None).delete()
