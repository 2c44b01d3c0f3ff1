"""What editors see of a draft, beside the form that they write in."""

from django.shortcuts import render

from .. import sheets
from ..models import Course
from ..reading import Reader


def preview_course(request, course):
    return render(request, "courses/course_preview.html", Reader(request.user).frame(course))


def preview_lesson(request, lesson):
    """Every step at once, and the notes."""
    course = Course.objects.ancestor_of(lesson).first()
    context = Reader(request.user).frame(course, lesson) | {
        "steps": sheets.all_bodies(lesson, "adult on paper"),
        "handouts": sheets.handouts(lesson),
    }
    return render(request, "courses/lesson_print.html", context)
