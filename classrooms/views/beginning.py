"""Before a session: which lesson, and the preflight."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import school_staff_only
from courses.models import Lesson
from courses.sheets import ground_rules

from .. import live, preflight
from .desk import visible_class
from .sessions import staff


@require_safe
@school_staff_only
def choose_lesson(request, pk):
    """Which lesson; and what is live, or waits to be gone on with."""
    group = visible_class(request, pk)
    context = staff(request, group) | {
        "courses": preflight.courses_for(group),
        "missing": preflight.missing_prep(request.user),
        "running": group.sessions.live().first(),
        "stopped": stopped(group),
        "past": group.sessions.exclude(ended_at=None).select_related("record")[:10],
    }
    return render(request, "classrooms/sessions/choose.html", context)


def stopped(class_group, lesson_key=None):
    """The latest session (of a lesson), if the lesson was left at the bell."""
    over = class_group.sessions.exclude(ended_at=None)
    last = (over.filter(lesson_key=lesson_key) if lesson_key else over).first()
    has_begun = last and (last.step > 1 or last.rounds)
    return last if has_begun and not last.finished_lesson and last.sheet(1) else None


@require_http_methods(["GET", "HEAD", "POST"])
@school_staff_only
def begin(request, pk, lesson_key):
    """The preflight of a lesson; POST tells the safeguarding lead, or opens the session."""
    group = visible_class(request, pk)
    lesson = get_object_or_404(Lesson.objects.live().select_related("quiz"), translation_key=lesson_key)
    if lesson.staff_prep and (missing := preflight.missing_prep(request.user)):
        context = staff(request, group) | {"lesson": lesson, "missing": missing}
        return render(request, "classrooms/sessions/prepare.html", context)
    return check_and_open(request, group, lesson)


def check_and_open(request, group, lesson):
    if reason := preflight.why_not(lesson):
        context = staff(request, group) | {"lesson": lesson, "reason": reason}
        return render(request, "classrooms/sessions/too_old.html", context)
    if request.POST.get("action") == "tell":
        return show(request, group, lesson, form_after_telling(request, group, lesson))
    form = form_for(request, group, lesson, request.POST or None)
    if form.is_valid():
        session = open_checked(request, group, lesson, form)
        screen = "board" if request.POST.get("screen") == "board" else "session"
        return redirect(f"classrooms:{screen}", session.pk)
    return show(request, group, lesson, form)


def form_for(request, group, lesson, data=None):
    band = lesson.get_parent().specific.band
    return preflight.PreflightForm(group, band, data, covers=request.user.stands_in)


def form_after_telling(request, group, lesson):
    """What was ticked stays; that the lead knows is ticked for them."""
    told_at = tell(request, group, lesson)
    form = form_for(request, group, lesson)
    form.initial |= {name: request.POST.get(name) for name in form.fields} | {"lead_knows": bool(told_at)}
    return form


def open_checked(request, group, lesson, form):
    told_at = request.session.get(told_key(group, lesson), "")
    return live.open(
        group,
        lesson,
        request.user,
        mode=form.cleaned_data["mode"],
        confirmed=form.confirmed(told_at) | {"prepared": not preflight.missing_prep(request.user)},
        after=stopped(group, lesson.translation_key),
    )


def show(request, group, lesson, form):
    context = staff(request, group) | {
        "lesson": lesson,
        "form": form,
        "leads": preflight.leads_of(group.school),
        "told_at": request.session.get(told_key(group, lesson), ""),
        "after": stopped(group, lesson.translation_key),
        "rules": ground_rules(lesson),
    }
    return render(request, "classrooms/sessions/preflight.html", context, status=422 if form.is_bound else 200)


def told_key(group, lesson):
    return f"told.{group.pk}.{lesson.translation_key}"


def tell(request, group, lesson):
    """By one click, once: a second one sends nothing."""
    key = told_key(group, lesson)
    if key not in request.session and preflight.tell_leads(group, lesson, request.user):
        request.session[key] = f"{timezone.localtime():%H:%M}"
    return request.session.get(key, "")
