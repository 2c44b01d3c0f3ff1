"""Cover: somebody without an account teaches one lesson, by a link from the class's teacher, and sees no name."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from accounts.joining import begin_session
from courses.models import Lesson

from ..models import Cover
from .beginning import check_and_open

KEPT_AS = "cover"  # the session knows the link that was opened here; no address bar shows its token


def no_learner(request):
    if request.user.is_authenticated and request.user.is_learner:
        raise Http404


@login_not_required
@require_safe
@sensitive_variables("token")
def open_cover(request, token):
    """The link. Nothing happens yet: programs that look through mail open it, too."""
    no_learner(request)
    cover = Cover.objects.behind(token)
    request.session[KEPT_AS] = cover and cover.pk
    return redirect("classrooms:cover")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def cover(request):
    """Which lesson, of which class; a button lets whoever covers in. After that, the check before the lesson."""
    no_learner(request)
    found = opened(request)
    lesson = found and Lesson.objects.live().filter(translation_key=found.lesson_key).select_related("quiz").first()
    if lesson is None:
        return render(request, "classrooms/cover/ended.html", {"band": "staff"}, status=410)
    if found.user_id and found.user_id == request.user.pk:
        return prepare(request, found, lesson)
    if request.method == "POST":
        let_in(request, found)
        return redirect("classrooms:cover")
    return page(request, "welcome", found, lesson)


def opened(request):
    covers = Cover.objects.open().select_related("class_group__school", "given_by")
    if request.user.is_authenticated and request.user.stands_in:
        return covers.filter(user=request.user).first()
    return covers.filter(pk=request.session.get(KEPT_AS)).first()


def let_in(request, found):
    user = found.open_as()
    user.backend = "accounts.cards.CardBackend"
    begin_session(request, user)
    request.session.pop("seen")  # the lesson is read beforehand: no quiet time ends this


def prepare(request, found, lesson):
    """Read it, then tick and open; or go back to the session that is open."""
    running = found.class_group.sessions.live().first()
    if running:
        mine = type(running).objects.visible_to(request.user).filter(pk=running.pk).exists()
        if mine:
            return redirect("classrooms:session", running.pk)
        return page(request, "busy", found, lesson, status=409)
    if request.method == "POST" or "ready" in request.GET:
        return check_and_open(request, found.class_group, lesson)
    return page(request, "read", found, lesson)


def page(request, template, found, lesson, status=200):
    group = found.class_group
    context = {"cover": found, "lesson": lesson, "class_group": group, "nation": group.school.nation, "band": "staff"}
    return render(request, f"classrooms/cover/{template}.html", context, status=status)


# --- the teacher's side, on the page of settings ------------------------------------------------------------------


def covered_lessons(courses):
    """[(course, its lessons that somebody may cover)]: those that ask for staff preparation are not for cover."""
    return [(course, [lesson for lesson in course.lessons if not lesson.staff_prep]) for course in courses]


def wanted(request, courses):
    """The lesson that was chosen."""
    keys = {str(lesson.translation_key): lesson for _course, lessons in covered_lessons(courses) for lesson in lessons}
    if lesson := keys.get(request.POST.get("lesson", "")):
        return lesson
    raise ValueError(_("Choose a lesson."))


def asked_for(request, group):
    number = request.POST.get("cover", "")
    return get_object_or_404(
        Cover.objects.visible_to(request.user).filter(class_group=group), pk=number if number.isdecimal() else 0
    )
