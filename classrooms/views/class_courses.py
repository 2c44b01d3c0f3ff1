"""What a class is to do: courses and lessons, from when, and with the baseline or not. Never one pupil."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from courses.models import Assignment, Course, Pause

from ..assigning import offers
from ..class_forms import AssignForm
from .of_class import act, of_class, page


@of_class
def class_courses(request, group):
    if request.method == "POST":
        return act({"assign": assign, "withdraw": withdraw}, request, group)
    return courses_page(request, group)


def courses_page(request, group, status=200, wrong=None):
    return page(request, "courses", group, "courses", status=status, offers=offers(group, wrong))


def asked_for(request):
    slug = request.POST.get("course", "")
    course = Course.objects.live().select_related("baseline").filter(slug=slug).first()
    if course is None:
        raise Http404
    return course


def assign(request, group):
    """Also changes what was chosen before. Lessons without a tick are paused: the course is complete without them."""
    course = asked_for(request)
    form = AssignForm(request.POST, prefix=course.slug)  # one of several on the page
    ticked = set(request.POST.getlist(form.add_prefix("lesson")))
    lessons = [lesson for lesson in course.lessons if str(lesson.translation_key) in ticked]
    if not lessons:
        form.add_error(None, _("Tick one lesson at least."))
    if not form.is_valid():
        return courses_page(request, group, status=422, wrong=(course, form, ticked))
    with transaction.atomic():
        Assignment.objects.assign(
            group,
            course,
            starts_on=form.cleaned_data["starts_on"],
            baseline=form.cleaned_data["baseline"] and course.has_baseline,
        )
        for lesson in course.lessons:
            verb = Pause.objects.resume if lesson in lessons else Pause.objects.pause
            verb(group, lesson)
    messages.success(request, _("%(course)s is set for %(class)s.") % {"course": course.title, "class": group})
    return redirect("classrooms:class_courses", group.pk)


def withdraw(request, group):
    course = asked_for(request)
    Assignment.objects.withdraw(group, course)
    messages.success(request, _("%(course)s is taken back. What pupils did in it is kept.") % {"course": course.title})
    return redirect("classrooms:class_courses", group.pk)
