"""The certificates of a class: who has one, and all of them in one go."""

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import recently_shown, school_staff_only
from accounts.choices import Event
from certificates.models import ClassPack

from ..earned import earned_by
from ..taking import note_names_taken
from .of_class import act, of_class, page

FILES = {"pdf": "application/pdf", "zip": "application/zip"}


@of_class
def certificates(request, group):
    courses = earned_by(group)
    if request.method == "POST":
        return act({"pack": make_pack, "cancel": cancel}, request, group, courses)
    waits = any(course.pack and course.pack.is_waiting for course in courses)
    return page(request, "certificates", group, "certificates", courses=courses, waits=waits)


def asked_for(request, courses):
    found = next((one for one in courses if str(one.course_key) == request.POST.get("course")), None)
    if found is None:
        raise Http404
    return found


@recently_shown
def make_pack(request, group, courses):
    """With the password once more: thirty names on paper. Written down, once for each pack."""
    course = asked_for(request, courses)
    _pack, is_new = ClassPack.objects.ask(group, course.course_key, request.user)
    if is_new:
        taken = len(course.holding)
        note_names_taken(group, Event.CERTIFICATES_TAKEN, request.user, _("certificates"), certificates=taken)
    return redirect("classrooms:certificates", group.pk)


def cancel(request, group, courses):
    course = asked_for(request, courses)
    if course.pack and course.pack.is_waiting:
        course.pack.cancel()
        messages.info(request, _("Stopped. The certificates themselves are safe."))
    return redirect("classrooms:certificates", group.pk)


@require_safe
@school_staff_only
def pack_file(request, pk, kind):
    """For a day; and not after a certificate in it was corrected, withdrawn or erased."""
    pack = get_object_or_404(ClassPack.objects.visible_to(request.user), pk=pk)
    if kind not in FILES or not pack.is_there:
        raise Http404
    return hand_out(request, pack, kind)


@recently_shown
def hand_out(request, pack, kind):
    try:
        content = default_storage.open(getattr(pack, kind))
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(
        content, as_attachment=kind == "zip", filename=f"certificates.{kind}", content_type=FILES[kind]
    )
