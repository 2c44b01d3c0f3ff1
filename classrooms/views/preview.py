"""See a class as a pupil would: by somebody made for it, who is in no list and counts for nothing."""

from django.conf import settings
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.access import school_staff_only
from accounts.middleware import PREVIEW
from accounts.models import User

from .desk import visible_class


@require_POST
@school_staff_only
def preview(request, pk):
    group = visible_class(request, pk)
    forget(request)
    request.session[PREVIEW] = User.objects.create_preview(group).pk
    return redirect(settings.LEARNER_HOME)


@require_POST
@school_staff_only
def end_preview(request, pk):
    forget(request)
    return redirect("classrooms:class_courses", visible_class(request, pk).pk)


def forget(request):
    """Nothing of a preview is kept."""
    number = request.session.pop(PREVIEW, None)
    User.objects.filter(pk=number, preview_of__isnull=False).delete()
