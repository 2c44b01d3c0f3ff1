"""What the worker does for sessions. The rows are the queue."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from accounts.models import User

from . import live
from .carding import draw_due
from .delivery import print_due
from .forgetting import forget_due
from .models import CardSheet, ClassSession
from .purging import purge_due

FORGOTTEN = timedelta(hours=3)
GUESTS_STAY = timedelta(days=30)


@shared_task
def print_records():
    print_due()


@shared_task
def draw_cards():
    CardSheet.objects.forget()
    draw_due()


@shared_task
def purge_classes():
    purge_due()


@shared_task
def tidy_sessions():
    """End what was left open, and let guests go who have not been here for a month."""
    for session in ClassSession.objects.live().filter(opened_at__lt=timezone.now() - FORGOTTEN):
        live.close(session, finished=False)
    stale = User.objects.filter(kind="guest", participations__isnull=False).exclude(
        participations__seen_at__gt=timezone.now() - GUESTS_STAY
    )
    for session in ClassSession.objects.filter(participations__learner__in=stale).distinct():
        live.forget_guests(session, stale)


@shared_task
def forget():
    """Take away what pupils left behind in terms and years that are over."""
    forget_due()
