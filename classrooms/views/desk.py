from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import school_staff_only
from accounts.models import ClassGroup, Enrolment
from courses.models import Lesson, Pause

from ..assigning import waiting_baselines
from ..tables import course_tables


def visible_class(request, pk):
    return get_object_or_404(ClassGroup.objects.visible_to(request.user).select_related("school"), pk=pk)


@school_staff_only
def desk(request):
    """The classes that a member of staff may see."""
    classes = (
        ClassGroup.objects.visible_to(request.user)
        .current()
        .select_related("school")
        .annotate(size=Count("enrolments", filter=Q(enrolments__ended_at=None)))
    )
    return render(request, "classrooms/desk.html", {"classes": classes})


@school_staff_only
def class_group(request, pk):
    """Who is where in each course of a class; who waits for help with signing in."""
    group = visible_class(request, pk)
    context = {
        "class_group": group,
        "tab": "overview",
        "tables": course_tables(group),
        "waiting_baselines": [] if group.is_archived else waiting_baselines(group),
        "locked": Enrolment.objects.locked_of(group),
        "nation": group.school.nation,
    }
    return render(request, "classrooms/class_group.html", context)


@require_POST
@school_staff_only
def pause(request, pk, lesson_key):
    """Leave a lesson out for this class, or take it in again."""
    group = visible_class(request, pk)
    lesson = get_object_or_404(Lesson.objects.live(), translation_key=lesson_key)
    if request.POST.get("action") == "resume":
        Pause.objects.resume(group, lesson)
        messages.success(request, _("“%(lesson)s” is back in the course.") % {"lesson": lesson.title})
    else:
        Pause.objects.pause(group, lesson)
        messages.success(
            request,
            _("“%(lesson)s” is paused. Pupils can complete the course without it.") % {"lesson": lesson.title},
        )
    return redirect("classrooms:class_group", pk)


@require_POST
@school_staff_only
def unlock(request, pk, enrolment):
    """Let a pupil try their card again."""
    place = get_object_or_404(visible_class(request, pk).enrolments.select_related("learner"), pk=enrolment)
    place.unlock()
    messages.success(request, _("%(name)s can try again now.") % {"name": place.learner})
    return redirect("classrooms:class_group", pk)
