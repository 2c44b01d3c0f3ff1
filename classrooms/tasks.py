"""What the worker does for sessions. The rows are the queue."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from accounts.choices import Kind
from accounts.models import User
from quizzes.models import Response

from . import evidence, letters, live
from .carding import draw_due
from .certificate_mail import write_to_teachers
from .delivery import print_due
from .forgetting import forget_due, keep_fives_of_late
from .models import CardSheet, ClassSession, EvidencePack, Participation
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
def make_evidence():
    EvidencePack.objects.forget()
    evidence.make_due()


@shared_task
def write_letters():
    """To teachers who asked for them."""
    letters.write_due()


@shared_task
def purge_classes():
    purge_due()


@shared_task
def tidy_sessions():
    """End what was left open, and let guests go who have not been here for a month."""
    for session in ClassSession.objects.live().filter(opened_at__lt=timezone.now() - FORGOTTEN):
        live.close(session, finished=False)
    live.forget(stale_guests(timezone.now() - GUESTS_STAY))


def stale_guests(since):
    """Those who came before, and neither were in a session nor answered anything from then on."""
    guests = User.objects.filter(kind=Kind.GUEST, school__isnull=False, date_joined__lt=since)
    here = Participation.objects.filter(seen_at__gte=since).values("learner")
    answered = Response.objects.filter(answered_at__gte=since, attempt__learner__in=guests).values("attempt__learner")
    return guests.exclude(pk__in=here.order_by()).exclude(pk__in=answered.order_by())


@shared_task
def forget():
    """Take away what pupils left behind in terms and years that are over."""
    forget_due()


@shared_task
def keep_fives():
    """What classes answered in whole fives, for the reports."""
    keep_fives_of_late()


@shared_task
def tell_of_certificates():
    write_to_teachers()
