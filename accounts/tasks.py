from celery import shared_task
from django.core.management import call_command

from . import throttle
from .models import AuditEntry, Invitation


@shared_task
def forget():
    """Take away what is no longer needed: old sessions, wrong guesses, invitations and entries of the audit."""
    call_command("clearsessions")
    throttle.forget_old()
    Invitation.objects.forget_old()
    AuditEntry.objects.forget_old()
