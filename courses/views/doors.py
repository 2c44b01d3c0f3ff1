"""Pages that everybody may read, and only learners may act on; adults do in their own courses."""

from functools import wraps

from allauth.core import ratelimit
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts import guests
from accounts.choices import Kind


def for_learners(view):
    """Ask who it is where nobody is signed in: a session may have ended while the page was read."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        if not request.user.is_authenticated:
            messages.info(request, _("Sign in to go on."))
            return redirect("accounts:join")
        if not (request.user.is_learner or request.user.kind == Kind.ADULT):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return wrapped


def begin_at_home(request):
    """A visitor becomes a guest, whose place this device keeps; the limited answer if far too many did from there."""
    if limited := ratelimit.consume_or_429(request, action="begin_at_home"):
        return limited
    guests.begin(request)
