"""Who may open a view. Everything needs a sign-in already; these say of what kind. Whose things are seen there is
`visible_to`."""

from functools import wraps

from allauth.account.decorators import reauthentication_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse_lazy

from .choices import Kind


def _only(may, sign_in=None):
    def decorator(view):
        @wraps(view)
        def wrapper(request, *args, **kwargs):
            if not (request.user.is_authenticated and may(request.user)):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        wrapper.login_url = sign_in  # where LoginRequiredMiddleware sends who is signed out
        return wrapper

    return decorator


def no_children(view):
    """Open to all but children, to whom it is not there."""

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        if request.user.is_authenticated and request.user.kind != Kind.ADULT:
            raise Http404
        return view(request, *args, **kwargs)

    return wrapper


_staff = _only(lambda user: user.is_school_staff)


def school_staff_only(view):
    """Who has left a school is told so, wherever they come back to."""
    guarded = _staff(view)

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        if request.user.is_authenticated and request.user.has_left:
            return without_school(request, status=403)
        return guarded(request, *args, **kwargs)

    return wrapper


# The screens of a session, which a cover teacher leads, too; whose sessions these are is `visible_to`.
_cover = _only(lambda user: user.stands_in)


def session_leaders_only(view):
    """Staff as above, and whoever covers."""
    for_cover, for_staff = _cover(view), school_staff_only(view)

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        stands_in = request.user.is_authenticated and request.user.stands_in
        return (for_cover if stands_in else for_staff)(request, *args, **kwargs)

    return wrapper


def without_school(request, status=200):
    last = request.user.memberships.order_by("-ended_at").select_related("school").first()
    return render(request, "accounts/no_school.html", {"left": last and last.school}, status=status)


learners_only = _only(lambda user: user.is_learner, sign_in=reverse_lazy("accounts:join"))
adults_only = _only(lambda user: user.kind == Kind.ADULT)
answerers_only = _only(
    lambda user: user.is_learner or user.kind == Kind.ADULT, sign_in=reverse_lazy("accounts:join")
)  # staff answer in their own course, and guardians in theirs
staff_only = _only(lambda user: user.is_school_staff or user.has_perm("wagtailadmin.access_admin"))

# For what guards accounts and pupils: asks once more who it is, unless that was shown in the last five minutes.
recently_shown = reauthentication_required(app="waymark")
