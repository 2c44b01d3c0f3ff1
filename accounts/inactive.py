"""Guardians who have not been here for long: warned twice by e-mail, and gone with their family after 13 months."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from . import letters
from .models import Home, User
from .retention import GUARDIANS_GO, LAST_WORD, WARNED_BEFORE


def warn_and_forget():
    first, second = WARNED_BEFORE
    warn(unused(GUARDIANS_GO - first), "warned_at", goes_in=first)
    warn(unused(GUARDIANS_GO - second).filter(told_long_ago("warned_at")), "warned_again_at", goes_in=second)
    unused(GUARDIANS_GO).filter(told_long_ago("warned_again_at")).delete()


def unused(time):
    return User.objects.guardians().unused_since(timezone.now() - time)


def told(field):
    """Since they were last here: who came back is warned anew."""
    return Q(**{f"home__{field}__gt": F("last_login")}) | Q(**{f"home__{field}__isnull": False, "last_login": None})


def told_long_ago(field):
    """And then had time to come: the worker may have stood still."""
    return told(field) & Q(**{f"home__{field}__lte": timezone.now() - LAST_WORD})


def warn(guardians, field, goes_in):
    day = timezone.localdate() + goes_in + timedelta(days=1)
    for guardian in guardians.exclude(pk__in=guardians.filter(told(field)).order_by().values("pk")):
        with transaction.atomic():
            home = Home.objects.of(guardian)
            setattr(home, field, timezone.now())
            home.save(update_fields=[field])
            letters.send("inactive", guardian.email, day=day)
