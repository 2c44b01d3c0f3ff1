"""Letters home about a lesson: made and printed for a class, and how many families did what they ask for."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from accounts.access import school_staff_only
from courses.models import Lesson
from families.letter_home import LetterHome
from families.models import HomeLetter

from .of_class import act, of_class, page


@of_class
def home_letters(request, group, lesson_key):
    """One to send before the lesson, with all of it to read, and one for afterwards."""
    lesson = get_object_or_404(Lesson.objects.live(), translation_key=lesson_key)
    if not LetterHome(HomeLetter(class_group=group, lesson_key=lesson_key)).is_there:
        raise Http404
    if request.method == "POST":
        return act({"before": make_before, "after": make_after}, request, group, lesson)
    letters = HomeLetter.objects.visible_to(request.user).defer("pdf").filter(class_group=group, lesson_key=lesson_key)
    made = {letter.before: letter for letter in letters}
    context = {"lesson": lesson, "before": made.get(True), "after": made.get(False), "languages": settings.LANGUAGES}
    return page(request, "home_letters", group, "overview", **context)


def make_before(request, group, lesson):
    return make(request, group, lesson, before=True)


def make_after(request, group, lesson):
    return make(request, group, lesson, before=False)


def make(request, group, lesson, *, before):
    asked = request.POST.get("language")
    language = asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    HomeLetter.objects.make(group, lesson, before=before, language=language)
    return redirect("classrooms:home_letters", group.pk, lesson.translation_key)


@require_safe
@school_staff_only
def home_letter_pdf(request, pk):
    letter = get_object_or_404(HomeLetter.objects.visible_to(request.user).exclude(done_at=None), pk=pk)
    response = HttpResponse(bytes(letter.pdf), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="letter-home.pdf"'
    return response
