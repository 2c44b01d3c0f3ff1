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

LETTERS = {  # name: (the field that says when it was sent, after how long, the parts whose first question it has)
    "two-weeks": ("two_weeks_sent_at", timedelta(days=14), ["calm-start", "talking", "set-up"]),
    "term": ("term_sent_at", timedelta(days=91), ["talking", "set-up", "our-agreement"]),
}


def ask_for(home):
    home.letters_from, home.two_weeks_sent_at, home.term_sent_at = timezone.now(), None, None
    home.save(update_fields=["letters_from", "two_weeks_sent_at", "term_sent_at"])


def stop(home):
    home.letters_from = None
    home.save(update_fields=["letters_from"])


def write_due():
    for name, (field, after, _parts) in LETTERS.items():
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
    _field, _after, parts = LETTERS[name]
    lessons = filter(None, map(lesson_named, parts))
    first = [lesson.quiz.content()["questions"][0] for lesson in lessons if lesson.has_quiz]
    return [question_of(data) for data in first]
