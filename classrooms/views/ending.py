"""The end of a session: who was there, and the record."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import school_staff_only, session_leaders_only

from .. import live
from ..models import Cover, DeliveryRecord
from .sessions import over, staff, visible_session


@require_http_methods(["GET", "HEAD", "POST"])
@session_leaders_only
def attendance(request, pk):
    """The end: tick who was there, and say whether the lesson is finished or goes on another day. Afterwards: tick
    who is missing."""
    session = visible_session(request, pk)
    if request.user.stands_in:
        return redirect("classrooms:session", pk) if session.is_over else end_of_cover(request, session)
    places = session.class_group.enrolments.filter(ended_at=None).select_related("learner")
    if request.method == "POST":
        ticked = ticked_of(request.POST, places)
        if session.is_over:
            live.add_present(session, ticked)
            messages.success(request, _("Noted."))
        else:
            live.close(session, finished=request.POST.get("finished") == "1", present=ticked)
        return redirect("classrooms:session", pk)
    came = set(session.participations.present().values_list("learner", flat=True))
    context = staff(request, session.class_group) | {"session": session, "places": places, "came": came}
    return render(request, "classrooms/sessions/attendance.html", context)


def ticked_of(data, places):
    """Who was there; after a lesson that somebody else led, all of them by one button."""
    present = data.getlist("present")
    return [place.learner for place in places if "everybody" in data or str(place.learner_id) in present]


def end_of_cover(request, session):
    """Without names: those who came in were there. The link has done its work, unless the lesson goes on."""
    if request.method != "POST":
        context = staff(request, session.class_group) | {"session": session, "places": []}
        return render(request, "classrooms/sessions/attendance.html", context)
    finished = request.POST.get("finished") == "1"
    came = session.participations.present().select_related("learner")
    live.close(session, finished=finished, present=[one.learner for one in came])
    cover = Cover.objects.open().get(user=request.user)
    cover.end()
    logout(request)
    return render(request, "classrooms/cover/over.html", {"session": session, "cover": cover, "band": "staff"})


@require_safe
@school_staff_only
def delivery_record(request, pk):
    """The one page for the safeguarding lead, as soon as the worker has printed it."""
    record = get_object_or_404(DeliveryRecord.objects.visible_to(request.user), session=pk)
    if not record.pdf:
        return render(request, "classrooms/sessions/record_waits.html", over(request, record.session))
    from ..delivery import opened

    return FileResponse(opened(record), content_type="application/pdf", filename="delivery-record.pdf")
