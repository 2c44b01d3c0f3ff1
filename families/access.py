"""Who opens the pages of families: anybody at home, with an account or without; a guardian for what needs one."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect


def for_families(view):
    """To pupils it is not there: they have a class."""

    @login_not_required
    @wraps(view)
    def wrapper(request, *args, **kwargs):
        user = request.user
        if user.is_authenticated and not (user.is_home_guest or user.kind == "adult"):
            raise Http404
        return view(request, *args, **kwargs)

    return wrapper


def guardians_only(view):
    """What a family keeps for longer needs an account, which takes an e-mail and a code."""

    @for_families
    @wraps(view)
    def wrapper(request, *args, **kwargs):
        user = request.user
        if not user.is_authenticated or user.is_home_guest:
            return redirect("families:save")
        if not user.is_guardian:
            raise PermissionDenied  # a PIN must never lead to a school's pupils
        return view(request, *args, **kwargs)

    return wrapper


def children_only(view):
    @wraps(view)
    def wrapper(request, *args, **kwargs):
        if not (request.user.is_authenticated and request.user.is_of_a_family):
            raise Http404
        return view(request, *args, **kwargs)

    return wrapper
