"""How a verb changes a session."""

from functools import wraps

from django.db import transaction

from ..models import ClassSession


def verb(change):
    """Change the row as it is now, under a lock, and move its version on.

    `seen` is the place at which the button was drawn: of two windows, the second finds the class gone on and does
    nothing. An ended session stays as it is.
    """

    @wraps(change)
    def moved(session, *args, seen=None, **kwargs):
        with transaction.atomic():
            now = ClassSession.objects.select_for_update().get(pk=session.pk)
            if now.is_over or seen not in {None, now.place}:
                return now
            change(now, *args, **kwargs)
            now.version += 1
            now.save()
        return now

    return moved
