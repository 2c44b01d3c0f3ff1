"""Come back: two letters, two weeks and a term after they were asked for, with three questions each; nothing else."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import Home
from quizzes.kinds import question_of

from . import mailing
from .road import lesson_named

# name: (the field that says when it was sent, after how long, its questions: the part and which of it).
# A letter may be read by others: nothing of threats or pictures.
LETTERS = {
    "two-weeks": ("two_weeks_sent_at", timedelta(days=14), [("talking", 0), ("set-up", 0), ("our-agreement", 0)]),
    "term": ("term_sent_at", timedelta(days=91), [("talking", -1), ("set-up", -1), ("our-agreement", 0)]),
}


def ask_for(home):
    home.letters_from, home.two_weeks_sent_at, home.term_sent_at = timezone.now(), None, None
    home.save(update_fields=["letters_from", "two_weeks_sent_at", "term_sent_at"])


def stop(home):
    home.letters_from = None
    home.save(update_fields=["letters_from"])


def write_due():
    for name, (field, after, _places) in LETTERS.items():
        due = Home.objects.filter(letters_from__lte=timezone.now() - after, **{field: None})
        for home in due.filter(guardian__is_active=True).select_related("guardian"):
            write(home, name, field)


@transaction.atomic
def write(home, name, field):
    """Once: the row is taken before the letter is written, and both are kept or neither."""
    if not Home.objects.filter(pk=home.pk, letters_from__isnull=False, **{field: None}).update(
        **{field: timezone.now()}
    ):
        return
    mailing.send_with_picture(
        "come_back",
        home.guardian.email,
        stop_url=settings.BASE_URL + reverse("families:stop", args=[home.token]),
        answers_url=settings.BASE_URL + reverse("families:recap", args=[name]),
        questions=questions_of(name),
        is_last=name == "term",
    )


def questions_of(name):
    """Up to three questions of the Family course, as it is published now."""
    _field, _after, places = LETTERS[name]
    found = [(lesson_named(part), which) for part, which in places]
    return [
        question_of(lesson.quiz.content()["questions"][which]) for lesson, which in found if lesson and lesson.has_quiz
    ]
