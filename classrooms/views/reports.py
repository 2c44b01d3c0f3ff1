"""What a class has learned: on screen, as a file, on paper."""

from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from accounts.access import recently_shown, school_staff_only
from accounts.choices import Event
from courses.models import Assignment, Course

from ..exports import EXPORTS
from ..reports import REPORTS
from ..reports.report import Kind, Link, shown
from .desk import visible_class
from .of_class import page


@require_http_methods(["GET", "HEAD", "POST"])
@school_staff_only
def report(request, pk, slug="progress"):
    """One of `classrooms.reports`; POST gives it as a file."""
    if slug not in REPORTS:
        raise Http404
    group = visible_class(request, pk)
    courses = courses_of(group)
    course = chosen(request, courses)
    if course is None and REPORTS[slug].of_course:
        return page(request, "report", group, "reports", reports=REPORTS.values(), slug=slug, courses=courses)
    asked = REPORTS[slug](group, course)
    return export(request, group, asked) if request.method == "POST" else show(request, group, asked, courses)


def courses_of(group):
    keys = Assignment.objects.filter(class_group=group).values("course_key")
    return list(Course.objects.live().filter(translation_key__in=keys).select_related("end_quiz", "baseline"))


def chosen(request, courses):
    slug = (request.POST or request.GET).get("course")
    return next((course for course in courses if course.slug == slug), courses[0] if courses else None)


def show(request, group, report, courses):
    columns, rows = report.columns(), list(report.rows())
    sort = request.GET.get("sort", "")
    return page(
        request,
        "report",
        group,
        "reports",
        reports=REPORTS.values(),
        slug=report.slug,
        report=report,
        course=report.course,
        courses=courses,
        columns=[head(number, column, sort) for number, column in enumerate(columns, 1)],
        rows=[cells(columns, row) for row in sorted_by(sort, rows)],
        sort=sort,
    )


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
def export(request, group, report):
    """Noted in the audit: who took which report out of which class. Its name says nothing of the class."""
    write, kind = EXPORTS.get(request.POST.get("as"), (None, None))
    if write is None:
        raise BadRequest
    group.note(Event.REPORT_EXPORTED, request.user, report=report.slug)
    response = HttpResponse(write(report), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="report-{report.slug}.{request.POST["as"]}"'
    return response
