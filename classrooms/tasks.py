"""What the worker does for sessions. The rows are the queue."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from accounts.choices import Kind
from accounts.models import User
from quizzes.models import Response

from . import live
from .delivery import print_due
from .models import ClassSession, Participation

FORGOTTEN = timedelta(hours=3)
GUESTS_STAY = timedelta(days=30)


@shared_task
def print_records():
    print_due()


@shared_task
def tidy_sessions():
    """End what was left open, and let guests go who have not been here for a month."""
    for session in ClassSession.objects.live().filter(opened_at__lt=timezone.now() - FORGOTTEN):
        live.close(session, finished=False)
    live.forget_guests(stale_guests(timezone.now() - GUESTS_STAY))


def stale_guests(since):
    """Those who came before, and neither were in a session nor answered anything from then on."""
    guests = User.objects.filter(kind=Kind.GUEST, date_joined__lt=since)
    here = Participation.objects.filter(seen_at__gte=since).values("learner")
    answered = Response.objects.filter(answered_at__gte=since, attempt__learner__in=guests).values("attempt__learner")
    return guests.exclude(pk__in=here.order_by()).exclude(pk__in=answered.order_by())
