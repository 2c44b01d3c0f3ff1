"""A small quiz with a question of each kind, and a pupil who has begun it."""

import json

import pytest
from wagtail.models import Locale

from quizzes.models import Quiz

from .making import EVERY_KIND, start


@pytest.fixture
def make_quiz(db):
    def make(*blocks, **fields):
        return Quiz.objects.create(
            **{"title": "Lesson 9 questions", "band": "navigators", **fields},
            locale=Locale.get_default(),
            questions=json.dumps(list(blocks)),
        )

    return make


@pytest.fixture
def quiz(make_quiz):
    return make_quiz(*(make_question() for make_question in EVERY_KIND))


@pytest.fixture
def attempt(quiz, pupil):
    return start(quiz, pupil)
