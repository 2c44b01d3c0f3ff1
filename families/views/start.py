"""Three ways from the front door: learn together, it has happened, talk about it. Nothing is asked before that."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.choices import AgeBand
from courses.models import HomeCourse, Rehearsal
from courses.progress import LearnerProgress
from courses.reading import Reader
from courses.views.doors import begin_at_home

from ..access import for_families
from ..children import done_by, of_guardian
from ..first_hour import Screen
from ..road import Road, by_age, lesson_named, pupil_courses
from ..talking import AGES, starters
from ..together import TASKS, block_of

FAMILY = AgeBand.FAMILY.value


def start(request):
    if request.user.is_authenticated and request.user.is_of_a_family:
        return childs_page(request)
    return family_page(request)


start.login_required = False


@require_safe
@for_families
def family_page(request):
    user = request.user
    children = of_guardian(user).order_by("pk") if user.is_authenticated and user.is_guardian else []
    finished = [(child, done.course) for child in children for done in done_by(child) if done.complete]
    context = {"band": FAMILY, "road": Road(user), "children": children, "finished": finished}
    return render(request, "families/start.html", context)


@require_safe
def childs_page(request):
    """What a child does next, and what their family can see."""
    courses = Reader(request.user).courses().select_related("end_quiz")
    progresses = [LearnerProgress(request.user, course) for course in courses]
    return render(request, "families/child.html", {"band": request.user.band, "progresses": progresses})


@require_safe
@for_families
def learn(request):
    """The Family course, and the courses of pupils to do side by side."""
    road = Road(request.user)
    mine = HomeCourse.objects.filter(learner=road.learner) if road.learner else HomeCourse.objects.none()
    taken = set(mine.values_list("course_key", flat=True))
    courses = [
        (course, LearnerProgress(road.learner, course) if course.translation_key in taken else None)
        for course in by_age(pupil_courses())
    ]
    return render(request, "families/learn.html", {"band": FAMILY, "road": road, "courses": courses})


@require_safe
@for_families
def now(request):
    screen = Screen(request.GET)
    return render(request, screen.template, screen.context())


@require_safe
@for_families
def talk(request):
    chosen = request.GET.get("age", "")
    ages = [(band.value, *AGES[band]) for band in AGES]
    context = {"band": FAMILY, "ages": ages, "chosen": chosen if chosen in AGES else ""}
    if context["chosen"]:
        context |= {"starters": starters(AgeBand(chosen)), "range": AGES[AgeBand(chosen)][:2]}
    return render(request, "families/talk.html", context)


@require_safe
@for_families
def together(request):
    """Where the things to do side by side stand in the course."""
    return render(request, "families/together.html", {"band": FAMILY, "tasks": tasks()})


def tasks():
    """Those that the published course has, with their addresses."""
    return [task for one in TASKS if (task := one.found())]


@require_http_methods(["GET", "HEAD", "POST"])
@for_families
def rehearsal(request):
    """To practise the first words. POST notes that it was done; what was chosen is never sent."""
    if request.method == "POST":
        if not request.user.is_authenticated and (limited := begin_at_home(request)):
            return limited
        Rehearsal.objects.done(request.user)
        return redirect("families:rehearsed")
    part = lesson_named("first-hour")
    practice = block_of(part, "story_choices") if part else None
    context = {"band": FAMILY, "leave_page": True, "practice": practice, "done": Road(request.user).has_rehearsed}
    return render(request, "families/rehearsal.html", context)


@require_safe
@for_families
def rehearsed(request):
    return render(request, "families/rehearsed.html", {"band": FAMILY, "road": Road(request.user)})
