"""Celery: does what rows say is due. Nothing is lost when it is down, because the rows are the queue."""

import ctypes
import os
import signal
import sys

from celery import Celery
from celery.signals import beat_embedded_init, worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("waymark")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
@beat_embedded_init.connect
def end_with_parent(**_kwargs):
    """Nobody outlives a killed supervisor or worker: a second beat would go on beside the next one's."""
    if sys.platform == "linux" and "SUPERVISOR_ENABLED" in os.environ:
        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGKILL)
