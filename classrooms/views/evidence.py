"""The evidence pack of a school: choose the time, read it, have it as a PDF or as tables."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import recently_shown, school_staff_only
from accounts.choices import Event

from ..evidence import parts_of
from ..models import EvidencePack
from ..reports import SCHOOL_REPORTS
from ..reports.periods import period_named, periods
from .reports import answered_school, export, taken_of_school


@require_http_methods(["GET", "HEAD", "POST"])
@school_staff_only
def evidence(request, pk):
    school = answered_school(request, pk)
    choices = list(periods())
    period = period_named((request.POST or request.GET).get("term")) or choices[0]
    if "as" in request.POST:
        screens = [screen for _part, screen in parts_of(school, period)]
        return export(request, "evidence", screens, partial(taken_of_school, school, "evidence"))
    if request.method == "POST":
        return ask(request, school, period)
    context = {
        "school": school,
        "nation": school.nation,
        "reports": SCHOOL_REPORTS.values(),
        "periods": choices,
        "period": period,
        "parts": parts_of(school, period),
        "pack": EvidencePack.objects.filter(school=school, period=period.slug).defer("pdf").first(),
    }
    return render(request, "classrooms/evidence.html", context)


@recently_shown
def ask(request, school, period):
    EvidencePack.objects.ask(school, period, request.user)
    response = redirect("classrooms:evidence", school.pk)
    response["Location"] += f"?term={period.slug}"
    return response


@require_safe
@school_staff_only
def evidence_pdf(request, pk):
    pack = get_object_or_404(EvidencePack.objects.visible_to(request.user).exclude(pdf=None), pk=pk)
    if not request.user.answers_for(pack.school):
        raise PermissionDenied
    return hand_out(request, pack)


@recently_shown
def hand_out(request, pack):
    taken_of_school(pack.school, "evidence", Event.REPORT_EXPORTED, request.user)
    response = HttpResponse(bytes(pack.pdf), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="evidence.pdf"'
    return response
