"""What a class has learned and a school has done: on screen, as a file, on paper."""

from functools import partial

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from accounts.access import recently_shown, school_staff_only
from accounts.choices import Event
from accounts.models import AuditEntry, School
from courses.models import Assignment, Course

from ..exports import EXPORTS
from ..reports import REPORTS, SCHOOL_REPORTS
from ..reports.report import Kind, Link, shown
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
    courses = courses_of(group)
    course = chosen(request, courses)
    if course is None and REPORTS[slug].of_course:
        return page(request, "report", group, "reports", reports=REPORTS.values(), slug=slug)
    asked = REPORTS[slug](group, course)
    if request.method == "POST":
        return export(request, asked, group.note)
    told = table(request, asked) | {"courses": courses, "course": course}
    return page(request, "report", group, "reports", reports=REPORTS.values(), **told)


@PAGE_OR_FILE
@school_staff_only
def school_report(request, pk, slug="overview"):
    """A report of a school, for its admins and safeguarding leads."""
    if slug not in SCHOOL_REPORTS:
        raise Http404
    school = get_object_or_404(School.objects.visible_to(request.user), pk=pk)
    if not request.user.answers_for(school):
        raise PermissionDenied
    asked = SCHOOL_REPORTS[slug](school)
    if request.method == "POST":
        return export(request, asked, partial(AuditEntry.objects.write, school=school))
    told = table(request, asked) | {"school": school, "nation": school.nation}
    return render(request, "classrooms/school_report.html", told | {"reports": SCHOOL_REPORTS.values()})


def courses_of(group):
    keys = Assignment.objects.filter(class_group=group).values("course_key")
    return list(Course.objects.live().filter(translation_key__in=keys).select_related("end_quiz", "baseline"))


def chosen(request, courses):
    slug = (request.POST or request.GET).get("course")
    return next((course for course in courses if course.slug == slug), courses[0] if courses else None)


def table(request, report):
    """What the screen shows of it."""
    columns, sort = report.columns(), request.GET.get("sort", "")
    return {
        "report": report,
        "slug": report.slug,
        "columns": [head(number, column, sort) for number, column in enumerate(columns, 1)],
        "rows": [cells(columns, row) for row in sorted_by(sort, list(report.rows()))],
    }


def head(number, column, sort):
    """A column's heading, and what a press on it sorts by: up first, then down."""
    order = {str(number): "ascending", f"-{number}": "descending"}.get(sort, "")
    turn = f"-{number}" if order == "ascending" else str(number)
    return {"title": column.title, "order": order, "sort": turn, "is_number": column.kind is Kind.NUMBER}


def sorted_by(sort, rows):
    """By the column that is asked for; what is empty stands last."""
    number = sort.removeprefix("-")
    if not number.isdecimal() or not rows or not 1 <= int(number) <= len(rows[0]):
        return rows
    at = int(number) - 1
    filled = sorted((row for row in rows if row[at] is not None), key=lambda row: key(row[at]))
    return [*(filled[::-1] if sort.startswith("-") else filled), *(row for row in rows if row[at] is None)]


def key(value):
    if hasattr(value, "percent"):
        return value.percent
    return value if not isinstance(value, str) and hasattr(value, "__lt__") else shown(value).casefold()


def cells(columns, row):
    return [
        {
            "text": shown(value),
            "url": value.url if isinstance(value, Link) else "",
            "state": getattr(value, "value", "") if column.kind is Kind.STATE else "",
            "is_number": column.kind is Kind.NUMBER,
        }
        for column, value in zip(columns, row, strict=True)
    ]


@recently_shown
def export(request, report, note):
    """Noted in the audit: who took which report. The file's name says nothing of the class or the school."""
    write, kind = EXPORTS.get(request.POST.get("as"), (None, None))
    if write is None:
        raise BadRequest
    note(Event.REPORT_EXPORTED, by=request.user, report=report.slug)
    response = HttpResponse(write(report), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="report-{report.slug}.{request.POST["as"]}"'
    return response
