"""A family takes up a pupil course: it goes through it together, and this device or account knows how far."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.choices import AgeBand

from ..models import HomeCourse
from ..progress import LearnerProgress
from ..reading import Reader
from .doors import begin_at_home


@login_not_required
@require_POST
def take_up(request, course):
    """Again changes nothing, and leads to where they are."""
    reader = Reader(request.user)
    if reader.is_learner:
        raise Http404  # they have a class, or a page of their own
    course = reader.course(course)
    if course.band == AgeBand.STAFF or not (reader.home_learner or reader.may_begin):
        raise PermissionDenied
    if reader.may_begin and (limited := begin_at_home(request)):
        return limited
    if course.band != AgeBand.FAMILY:
        HomeCourse.objects.get_or_create(learner=request.user, course_key=course.translation_key)
    progress = LearnerProgress(request.user, course)
    return redirect(progress.next.url if progress.next else course)
