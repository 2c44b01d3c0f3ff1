"""Guests at home: a family begins without an account, and their browser's session knows which row is theirs.

A row is made by the first POST, never by looking, and goes 90 days after it was last used.
"""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from .models import User

KEPT_AS = "guest"
A_DAY = timedelta(days=1)


def begin(request):
    """From now on whoever uses this browser is this guest, on the pages for learning."""
    guest = User.objects.create_home_guest()
    request.session.cycle_key()
    request.session[KEPT_AS] = guest.pk
    stay(request)
    request.user = guest
    return guest


def of(request):
    """The guest whom this browser knows, or None; whoever they have become since is none."""
    number = request.session.get(KEPT_AS)
    return User.objects.home_guests().filter(pk=number).first() if number else None


def recognise(request):
    guest = of(request)
    if guest is None:
        del request.session[KEPT_AS]
        return
    touch(request, guest)
    request.user = guest


def touch(request, user):
    """Here again, noted once a day: what is used stays, and so does its cookie."""
    if user.last_login is None or timezone.now() - user.last_login > A_DAY:
        User.objects.filter(pk__in=[user.pk, user.guardian_id or user.pk]).update(last_login=timezone.now())
        stay(request)


def stay(request):
    """A browser at home keeps its session, where one at school ends with the window."""
    request.session.set_expiry(settings.FAMILY_COOKIE_AGE)


def leave(request):
    """The guest is no longer known here, and the session ends with the window again."""
    request.session.pop(KEPT_AS, None)
    request.session.set_expiry(None)


def forget_old():
    kept = timezone.now() - timedelta(seconds=settings.FAMILY_COOKIE_AGE)
    User.objects.home_guests().unused_since(kept).delete()
