from celery import shared_task
from django.core.management import call_command
from django.utils import timezone

from . import throttle
from .models import AuditEntry, Invitation, User
from .retention import GUARDIANS_GO


@shared_task
def forget():
    """Take away what is no longer needed: old sessions, wrong guesses, invitations and entries of the audit; and
    guardians who have not been here for a year and a month."""
    call_command("clearsessions")
    throttle.forget_old()
    Invitation.objects.forget_old()
    AuditEntry.objects.forget_old()
    User.objects.guardians().unused_since(timezone.now() - GUARDIANS_GO).delete()
