"""Who may open a view. Everything needs a sign-in already; these say of what kind."""

from functools import wraps

from django.core.exceptions import PermissionDenied


def _only(may):
    def decorator(view):
        @wraps(view)
        def wrapper(request, *args, **kwargs):
            if not may(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return wrapper

    return decorator


learners_only = _only(lambda user: user.is_learner)
school_staff_only = _only(lambda user: user.is_school_staff)
