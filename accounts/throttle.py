"""How often a door may be tried: pauses that grow, counted in the database, so that they hold with any
number of processes and with the cache down."""

import datetime
import hashlib

from django.db import connection, transaction
from django.utils import timezone

from .models import FailedAttempt

# (wrong guesses, within seconds, pause in seconds): the longest pause that applies
PUPIL_PAUSES = [(20, 86_400, None), (10, 300, 300), (5, 30, 30)]
CLASS_PAUSES = [(60, 600, 600)]


class Paused(Exception):
    """Too many wrong guesses; `seconds` until the next, or None: until a teacher unlocks."""

    def __init__(self, seconds):
        super().__init__()
        self.seconds = seconds


def door(*parts):
    """The name of a door: says nothing of whose it is, and is the same for a class that does not exist."""
    return hashlib.sha256(":".join(map(str, parts)).encode()).hexdigest()


def reserve(name, pauses):
    """Count a guess before it is checked; raise Paused if it may not be made now."""
    now = timezone.now()
    with transaction.atomic():
        if connection.vendor == "postgresql":  # SQLite is locked by BEGIN IMMEDIATE
            connection.cursor().execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [name])
        times = list(FailedAttempt.objects.filter(door=name).order_by("-at").values_list("at", flat=True))
        for most, within, pause in pauses:
            recent = [at for at in times if (now - at).total_seconds() < within]
            if len(recent) < most:
                continue
            if pause is None:
                raise Paused(None)
            left = pause - (now - recent[0]).total_seconds()
            if left > 0:
                raise Paused(int(left) + 1)
        return FailedAttempt.objects.create(door=name, at=now)


def forgive(*names):
    """A right guess, or a teacher's tap, opens these doors again."""
    FailedAttempt.objects.filter(door__in=names).delete()


def forget_old():
    FailedAttempt.objects.filter(at__lt=timezone.now() - datetime.timedelta(days=1)).delete()
