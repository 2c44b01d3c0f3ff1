from celery import shared_task

from .coming_back import write_due
from .printing import print_due


@shared_task
def write_letters():
    write_due()


@shared_task
def print_letters():
    print_due()
