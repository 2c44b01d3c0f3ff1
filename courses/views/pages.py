from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from quizzes.views import forgiving

from .. import sheets
from ..finding import Finder
from ..models import Course, Lesson, LessonCompletion, LessonProgress
from ..progress import LearnerProgress, quiz_url
from ..reading import Reader
from .doors import begin_at_home, for_learners


@login_not_required
@require_safe
def index(request):
    """A learner's own courses, or the one; for everybody else a finder of lessons."""
    reader = Reader(request.user)
    if not reader.is_learner:
        return render(request, "courses/finder.html", {"reader": reader, "finder": Finder(request.GET)})
    courses = list(reader.courses())
    if len(courses) == 1:
        return redirect(courses[0])
    return render(request, "courses/index.html", {"reader": reader, "courses": courses})


@login_not_required
@require_safe
def course(request, course):
    reader = Reader(request.user)
    course = reader.course(course)
    context = reader.frame(course)
    if reader.is_learner or reader.home_learner and context["takes_part"]:
        return render(request, "courses/course.html", {**context, "progress": LearnerProgress(request.user, course)})
    return render(request, "courses/course_preview.html", context)


@login_not_required
@require_safe
def lesson(request, course, lesson):
    """What the lesson is about; a learner on the way goes straight to the furthest step."""
    reader = Reader(request.user)
    lesson = reader.lesson(course, lesson, whole=True)
    context = reader.frame(lesson.course, lesson)
    if not reader.is_learner and not (reader.home_learner and context["takes_part"]):
        return render(request, "courses/lesson_preview.html", context)
    if reader.lesson_is_paused and not lesson.is_first_aid:
        return render(request, "courses/paused.html", context)
    if LessonCompletion.objects.filter(learner=request.user, lesson_key=lesson.translation_key).exists():
        return render(request, "courses/lesson.html", context)
    furthest = LessonProgress.objects.furthest(request.user, lesson.translation_key)
    return redirect(lesson.step_url(min(max(furthest, 1), lesson.step_count)))


@login_not_required
@forgiving
@require_http_methods(["GET", "HEAD", "POST"])
def step(request, course, lesson, number):
    """A step to read; POST is "Next"."""
    reader = Reader(request.user)
    sheet = reader.sheet(course, lesson, number)
    context = {**reader.frame(sheet.course, sheet.lesson), "sheet": sheet}
    if reader.lesson_is_paused and not sheet.lesson["is_first_aid"]:
        return render(request, "courses/paused.html", context)
    if request.method == "POST":
        if context["may_begin"] and (limited := begin_at_home(request)):
            return limited
        return go_on(request, sheet)
    furthest = None
    if context["takes_part"]:
        furthest = LessonProgress.objects.furthest(request.user, sheet.lesson_key)
    return render(request, "courses/step.html", {**context, "stops": sheet.stops(furthest)})


@for_learners
def go_on(request, sheet):
    """On to the next step, or from the last one to the questions."""
    reader = Reader(request.user)
    reader.open(sheet.course_key)
    if not reader.takes_part_in(sheet.course["band"]):
        raise PermissionDenied
    if sheet.is_last:
        return finish_reading(request, sheet)
    LessonProgress.objects.reach(request.user, sheet.lesson_key, sheet.number + 1)
    return redirect(sheet.next_url)


def finish_reading(request, sheet):
    """The last step is behind the learner: a lesson whose questions are handed in already is finished here."""
    lesson = Lesson.objects.select_related("quiz").get(translation_key=sheet.lesson_key)
    with transaction.atomic():
        lesson.reach(request.user, sheet.number)
        finished = lesson.finish_if_done(request.user)
    if lesson.has_quiz and not finished:
        return redirect(quiz_url(lesson.quiz))
    return redirect(onward(LearnerProgress(request.user, Course.objects.get(translation_key=sheet.course_key))))


def onward(progress):
    """Where a learner goes after a lesson or the end quiz."""
    return progress.next.url if progress.next else progress.learner.home_url


@login_not_required
@require_safe
def lesson_print(request, course, lesson):
    """The whole lesson on paper, for adults with everything that stands in the notes."""
    reader = Reader(request.user)
    lesson = reader.lesson(course, lesson, whole=True)
    context = reader.frame(lesson.course, lesson) | {
        "steps": sheets.all_bodies(lesson, f"{reader.audience} on paper"),
        "handouts": [] if reader.is_learner else sheets.handouts(lesson),
    }
    return render(request, "courses/lesson_print.html", context)
