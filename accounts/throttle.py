"""How often a secret may be guessed: pauses that grow, counted in the database, so that they hold with any
number of processes and with the cache down."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from config.prepared import prepared
from django.db import connection, transaction
from django.utils import timezone

from .models.throttle import FailedAttempt

DAY = 86_400


@dataclass(frozen=True)
class Limit:
    """Every so many wrong guesses within some seconds of each other are followed by a pause, in seconds."""

    wrong: int
    within: int
    pause: int


@dataclass(frozen=True)
class Policy:
    """The limits of a door; and how many wrong guesses, in how many seconds, close its room to new devices."""

    limits: tuple
    crowd: int
    within: int


CARDS = Policy((Limit(5, DAY, 30), Limit(10, 300, 300), Limit(20, DAY, DAY)), crowd=60, within=600)
NAMES = Policy((Limit(5, 60, 60), Limit(20, DAY, DAY)), crowd=20, within=DAY)  # on a certificate
PASSWORDS = Policy((Limit(10, 300, 300),), crowd=60, within=60)


@dataclass(frozen=True)
class Door:
    """One secret, as one device sees it. All new devices share a door; one that was let in here has its own,
    so that a stranger's guesses do not shut out the person on their own device."""

    policy: Policy
    room: str
    name: str
    device: str = ""
    known: bool = False  # to the room: stays open to this device when the room is closed

    def forgive(self):
        """Whoever knows the secret is not guessing: the wrong guesses of this device count no more."""
        FailedAttempt.objects.filter(door=self.name, device=self.device).delete()


class Paused(Exception):
    """Too many wrong guesses; `seconds` until the next."""

    def __init__(self, seconds):
        super().__init__(seconds)
        self.seconds = seconds


def reserve(door):
    """Count a guess before it is checked, as a row to delete if it was right; Paused if it may not be made now."""
    with transaction.atomic():
        _hold(door)
        seconds = wait(door)
        if seconds > 0:
            raise Paused(int(seconds) + 1)
        return FailedAttempt.objects.create(room=door.room, door=door.name, device=door.device, at=timezone.now())


def wait(door):
    """Seconds until this door may be tried."""
    now = timezone.now()
    own = _pause(door.policy.limits, guesses_at(door.name, door.device), now)
    return own if door.known else max(own, _crowd(door, now))


def shut(room, policy):
    """The names of those doors of a room whose longest pause is on: somebody waits for help."""
    now, longest = timezone.now(), max(limit.pause for limit in policy.limits)
    times = defaultdict(list)
    for door, device, at in guesses_in(room):
        times[door, device].append(at)
    only = [limit for limit in policy.limits if limit.pause == longest]
    return {name for (name, _device), at in times.items() if _pause(only, at, now) > 0}


@prepared
def guesses_at(door, device):
    return FailedAttempt.objects.filter(door=door, device=device).order_by("-at").values_list("at", flat=True)


@prepared
def guesses_since(room, moment):
    return FailedAttempt.objects.filter(room=room, at__gt=moment).order_by("-at").values_list("at", flat=True)


@prepared
def guesses_in(room):
    return FailedAttempt.objects.filter(room=room).order_by("-at").values_list("door", "device", "at")


def forgive(*names):
    """A teacher's tap, a new card or a new password opens doors again, for every device."""
    FailedAttempt.objects.filter(door__in=names).delete()


def forget_old():
    FailedAttempt.objects.filter(at__lt=timezone.now() - timedelta(seconds=2 * DAY)).delete()


def _hold(door):
    """One guess after another. SQLite needs no more than its BEGIN IMMEDIATE."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for name in sorted({door.room, door.name}):  # in one order, so that no two wait for each other
                cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


def _pause(limits, times, now):
    """`times` of the wrong guesses, newest first."""
    pauses = [limit.pause for limit in limits if times and _full(limit, times)]
    return max(pauses) - (now - times[0]).total_seconds() if pauses else 0


def _full(limit, times):
    near = sum(times[0] - at < timedelta(seconds=limit.within) for at in times)
    return near % limit.wrong == 0


def _crowd(door, now):
    """A room is closed until its wrong guesses, all doors together, are again few enough."""
    since = now - timedelta(seconds=door.policy.within)
    too_many = guesses_since(door.room, since)[door.policy.crowd : door.policy.crowd + 1]
    return max(((at - since).total_seconds() for at in too_many), default=0)
