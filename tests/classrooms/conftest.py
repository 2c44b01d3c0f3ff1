from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from classrooms import live
from classrooms.models import ClassSession


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
