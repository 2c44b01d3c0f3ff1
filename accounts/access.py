"""Who may open a view. Everything needs a sign-in already; these say of what kind. Whose things are seen there is
`visible_to`."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.urls import reverse_lazy


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


learners_only = _only(lambda user: user.is_learner, sign_in=reverse_lazy("accounts:join"))
school_staff_only = _only(lambda user: user.is_school_staff)
staff_only = _only(lambda user: user.is_school_staff or user.has_perm("wagtailadmin.access_admin"))
