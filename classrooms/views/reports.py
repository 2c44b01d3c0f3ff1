"""What a class has learned and a school has done: on screen, as a file, on paper."""

from functools import partial
from urllib.parse import urlencode

from config.addresses import address
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import recently_shown, school_staff_only
from accounts.choices import Event
from accounts.models import AuditEntry, School
from courses.models import Course

from ..exports import EXPORTS
from ..reports import REPORTS, SCHOOL_REPORTS, PupilReport
from ..reports.choosing import Choosing, class_field, courses_of
from ..reports.report import Filter
from ..reports.screen import Screen
from ..taking import note_names_taken
from .desk import visible_class
from .of_class import page

PAGE_OR_FILE = require_http_methods(["GET", "HEAD", "POST"])


@PAGE_OR_FILE
@school_staff_only
def report(request, pk, slug="progress"):
    """A report of a class; POST gives it as a file."""
    if slug not in REPORTS:
        raise Http404
    group = visible_class(request, pk)
    classes = class_field(request.user, group)
    if another := another_class(request, classes):
        return another_report(request, another, slug)
    courses = courses_of(group)
    choosing = Choosing(REPORTS[slug], courses, request.POST or request.GET, classes)
    frame = {"reports": REPORTS.values(), "slug": slug, "courses": courses, "course": choosing.course}
    if REPORTS[slug].of_course and choosing.course is None:
        return page(request, "report", group, "reports", **frame)
    screen = screen_of(request, choosing, group)
    if request.method == "POST":
        return export(request, slug, [screen], partial(taken, group, screen.report))
    return page(request, "report", group, "reports", report=screen.report, screen=screen, **frame)


def another_class(request, classes):
    """The number of the class that was chosen, unless it is this one or none of theirs."""
    asked = request.GET.get("class")
    return next((one.thing for one in classes.choices if one.value == asked and one != classes.chosen), None)


def another_report(request, pk, slug):
    """The same report of another class, with the other choices as they are."""
    data = request.GET.copy()
    del data["class"]
    query = urlencode([(name, value) for name, value in data.items() if value])
    return redirect(f"{address('classrooms:report', pk, slug)}{'?' if query else ''}{query}")


@PAGE_OR_FILE
@school_staff_only
def pupil_report(request, pk, enrolment):
    """One pupil, as far as a teacher may see; POST gives it as a file."""
    group = visible_class(request, pk)
    place = get_object_or_404(group.enrolments.here().select_related("learner"), pk=enrolment)
    choosing = Choosing(PupilReport, courses_of(group), request.POST or request.GET)
    screen = screen_of(request, choosing, place)
    if request.method == "POST":
        return export(request, "pupil", [screen], partial(taken, group, screen.report, about=place.learner))
    return page(request, "pupil_report", group, "pupils", place=place, report=screen.report, screen=screen)


@PAGE_OR_FILE
@school_staff_only
def school_report(request, pk, slug="overview"):
    """A report of a school, for its admins and safeguarding leads."""
    if slug not in SCHOOL_REPORTS:
        raise Http404
    school = answered_school(request, pk)
    choosing = school_choosing(SCHOOL_REPORTS[slug], request.POST or request.GET)
    screen = screen_of(request, choosing, school)
    if request.method == "POST":
        return export(request, slug, [screen], partial(taken_of_school, school, slug))
    told = {"report": screen.report, "screen": screen, "slug": slug, "reports": SCHOOL_REPORTS.values()}
    return render(request, "classrooms/school_report.html", told | {"school": school, "nation": school.nation})


def answered_school(request, pk):
    """The school, for those who answer for it."""
    school = get_object_or_404(School.objects.visible_to(request.user), pk=pk)
    if not request.user.answers_for(school):
        raise PermissionDenied
    return school


def school_choosing(report_class, data):
    has_courses = Filter.COURSE in report_class.filters
    return Choosing(report_class, list(Course.objects.live().order_by("path")) if has_courses else [], data)


def screen_of(request, choosing, owner):
    return Screen(choosing.report(owner), choosing, (request.POST or request.GET).get("sort", ""))


def taken(group, report, event, by, **detail):
    """Of a file that names pupils the school's admins hear, too."""
    detail |= {"report": report.slug}
    if report.names_pupils:
        note_names_taken(group, event, by, report.title, **detail)
    else:
        group.note(event, by, **detail)


def taken_of_school(school, slug, event, by):
    AuditEntry.objects.write(event, by=by, school=school, report=slug)


@recently_shown
def export(request, slug, screens, note):
    """Noted in the audit: who took which report. The file's name says nothing of the class or the school."""
    write, kind = EXPORTS.get(request.POST.get("as"), (None, None))
    if write is None:
        raise BadRequest
    note(Event.REPORT_EXPORTED, request.user)
    response = HttpResponse(write(*screens), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="report-{slug}.{request.POST["as"]}"'
    return response
