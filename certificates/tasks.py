from celery import shared_task

from .awarding import award_due
from .models import Certificate
from .rendering import render_pdf


@shared_task
def sweep():
    """Award what is due and send each certificate without its PDF to a worker. The rows are the queue."""
    award_due()
    for pk in Certificate.objects.current().due().values_list("pk", flat=True)[:200]:
        render.apply_async([pk], expires=30)


@shared_task
def render(pk):
    render_pdf(pk)
