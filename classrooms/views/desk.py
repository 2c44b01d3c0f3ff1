from datetime import timedelta

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import school_staff_only
from accounts.models import ClassGroup, Enrolment, class_for
from accounts.names import as_counted
from courses.models import Lesson, Pause

from ..assigning import waiting_baselines
from ..models.session import sessions_to_tick
from ..tables import course_tables

REMIND_TO_TICK = timedelta(days=14)


def visible_class(request, pk):
    group = class_for(request.user, pk)
    if group is None:
        raise Http404
    return group


@school_staff_only
def desk(request):
    """The classes that a member of staff may see."""
    classes = (
        ClassGroup.objects.visible_to(request.user)
        .current()
        .select_related("school")
        .annotate(size=Count("enrolments", filter=Q(enrolments__ended_at=None)))
    )
    classes = sorted(classes, key=lambda group: as_counted(group.name))
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
        "to_be_ticked": [] if group.is_archived else sessions_to_tick(group, timezone.now() - REMIND_TO_TICK),
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
