"""Pages that everybody may read, and only learners may act on; staff do in their own course."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _


def for_learners(view):
    """Ask who it is where nobody is signed in: a session may have ended while the page was read."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        if not request.user.is_authenticated:
            messages.info(request, _("Sign in to go on."))
            return redirect("accounts:join")
        if not (request.user.is_learner or request.user.is_school_staff):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return wrapped
