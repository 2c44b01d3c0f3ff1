from celery import shared_task

from . import reminding


@shared_task
def remind():
    """Ask the owner to look at what has grown old."""
    reminding.remind_due()
