from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from classrooms import demo, live
from classrooms.models import ClassSession
from courses.progress import quiz_url


@pytest.fixture
def lesson(navigators):
    return navigators.lessons[0]


@pytest.fixture
def session(class_group, lesson, teacher):
    """The class's first lesson is live."""
    return live.open(class_group, lesson, teacher)


@pytest.fixture
def crowd(class_group):
    """Six pupils of the class: enough for a chart."""
    return [class_group.enrol(name).learner for name in ["Amira", "Ben", "Cerys", "Dylan", "Efua", "Finlay"]]


@pytest.fixture
def browser():
    """A browser of one's own for somebody."""

    def of(user=None):
        client = Client()
        if user:
            client.force_login(user, backend="accounts.cards.CardBackend")
        return client

    return of


@pytest.fixture
def now():
    """The session as it is stored."""
    return lambda session: ClassSession.objects.get(pk=session.pk)


def just_signed_in(client, minutes=0):
    """As if the password had been given so many minutes ago."""
    session = client.session
    session["started"] = (timezone.now() - timedelta(minutes=minutes)).isoformat()
    session.save()
    return client


@pytest.fixture
def desk(teacher, class_group, sign_in):
    """The teacher of the class, signed in a moment ago."""
    return just_signed_in(sign_in(teacher))


# --- reports --------------------------------------------------------------------------------------------


@pytest.fixture
def group(class_group, navigators, assign):
    """The class, with a course."""
    assign(class_group, navigators)
    return class_group


@pytest.fixture
def enrol(group):
    names = (f"Pupil {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return lambda: group.enrol(next(names)).learner


@pytest.fixture
def answer():
    """Hand in a quiz with every question right, or none."""

    def hand_in(quiz, learner, right=True):
        attempt = quiz.start(learner, home=quiz_url(quiz))
        for question in attempt.questions:
            model = question.model_answer()
            attempt.respond(question.id, model if right else demo.other_answer(question, model))
        return attempt.finish()

    return hand_in
