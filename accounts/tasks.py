from celery import shared_task
from django.core.management import call_command

from . import guests, inactive, throttle
from .models import AuditEntry, Invitation


@shared_task
def forget():
    """Take away what is no longer needed: old sessions, wrong guesses, invitations and entries of the audit; and
    families who have not been here for long."""
    call_command("clearsessions")
    throttle.forget_old()
    Invitation.objects.forget_old()
    AuditEntry.objects.forget_old()
    guests.forget_old()
    inactive.warn_and_forget()
