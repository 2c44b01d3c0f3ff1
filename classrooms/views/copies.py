"""A copy of all that is kept about a pupil: what it is and whom it is for, and the file."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import recently_shown, school_staff_only
from accounts.choices import Event

from ..taking import note_names_taken
from ..telling import copy_of
from .desk import visible_class
from .of_class import page
from .staff import managed_school


@require_http_methods(["GET", "HEAD", "POST"])
@school_staff_only
def pupil_copy(request, pk, enrolment):
    """For school admins alone, because it has the child's answers; of who has left and of an archived class, too."""
    group = visible_class(request, pk)
    managed_school(request, group.school_id)
    place = get_object_or_404(group.enrolments.select_related("learner__school"), pk=enrolment)
    if request.method == "POST":
        return hand_out(request, group, place.learner)
    return page(request, "pupil_copy", group, "pupils", place=place)


@recently_shown
def hand_out(request, group, learner):
    """Written down, and the school's admins hear of it. The file's name says nothing of the child."""
    copy = copy_of(learner)
    what = _("a copy of all that is kept about one pupil")
    note_names_taken(group, Event.PUPIL_COPIED, request.user, what, about=learner)
    response = HttpResponse(copy, content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="record.zip"'
    return response
