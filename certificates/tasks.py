"""What the worker does. The rows are the queue; a message is only a nudge, so it may be lost or come twice."""

from celery import shared_task

from . import printing  # noqa: F401 - loads WeasyPrint in the parent, so that its children begin warm
from .awarding import award_due
from .models import Certificate
from .rendering import SECONDS, SECONDS_AT_MOST, render_pdf
from .tidying import tidy as tidy_files

MOST_AT_ONCE = 100  # about what two workers print until the next sweep


@shared_task
def sweep():
    """Award what is due and hand each certificate without its PDF to a worker."""
    award_due()
    for pk in Certificate.objects.current().due().values_list("pk", flat=True)[:MOST_AT_ONCE]:
        render.apply_async([pk], expires=10)


@shared_task(soft_time_limit=SECONDS, time_limit=SECONDS_AT_MOST)
def render(pk):
    render_pdf(pk)


@shared_task
def tidy():
    tidy_files()
