"""What the worker does. The rows are the queue; a message is only a nudge, so it may be lost or come twice."""

from celery import shared_task

from . import (
    batches,  # noqa: F401 - loads WeasyPrint in the parent, so that its children begin warm
    letters,
)
from .awarding import award_due
from .models import Certificate, ClassPack
from .packing import make
from .rendering import SECONDS, SECONDS_AT_MOST, render_pdf
from .tidying import tidy as tidy_files

MOST_AT_ONCE = 100  # about what two workers print until the next sweep


@shared_task
def sweep():
    """Award pupils theirs, and hand each certificate without its PDF, and each pack of a class, to a worker."""
    award_due([Certificate.Kind.COURSE])
    for pk in ClassPack.objects.due().values_list("pk", flat=True)[:MOST_AT_ONCE]:
        make_pack.apply_async([pk], expires=10)
    for pk in Certificate.objects.current().due().values_list("pk", flat=True)[:MOST_AT_ONCE]:
        render.apply_async([pk], expires=10)


@shared_task
def award_others():
    """Less often: these questions are long, and nobody sits before a page that waits for the answer."""
    award_due([kind for kind in Certificate.Kind if kind != Certificate.Kind.COURSE])


@shared_task(soft_time_limit=SECONDS, time_limit=SECONDS_AT_MOST)
def render(pk):
    render_pdf(pk)


@shared_task
def make_pack(pk):
    make(pk)


@shared_task
def write_letters():
    letters.write_due()


@shared_task
def tidy():
    ClassPack.objects.forget()
    tidy_files()
