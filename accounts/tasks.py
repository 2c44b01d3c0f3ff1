from celery import shared_task
from django.core.management import call_command

from . import throttle


@shared_task
def forget():
    """Take away what is no longer needed: old sessions and old wrong guesses."""
    call_command("clearsessions")
    throttle.forget_old()
