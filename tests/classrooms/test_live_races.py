"""Many at the same moment in a session. Each race has a control that goes wrong with its guard off."""

import json
from itertools import count

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale

from classrooms import demo, live
from classrooms.models import ClassSession, Participation
from quizzes.models import Attempt, Quiz, Response
from tests import races
from tests.quizzes.making import as_posted, single_choice, true_false

pytestmark = pytest.mark.django_db(transaction=True)
shared_database = races.shared_database
PUPILS = 30


@pytest.fixture
def session(transactional_db):
    locale, _made = Locale.objects.get_or_create(language_code="en-gb")
    school = demo.make_school("Hillside School", "england")
    group = demo.make_class(school, "8 Oak", "Year 8", "navigators", [])
    questions = json.dumps([single_choice(), true_false()])
    quiz = Quiz.objects.create(title="Questions", band="navigators", locale=locale, questions=questions)
    return ClassSession.objects.create(
        class_group=group,
        band="navigators",
        lesson_key=quiz.translation_key,
        revision=0,
        step_ids=list(range(1, 10)),
        quiz_version=quiz.version(),
        code="BCDFGH",
        code_until=timezone.now(),
        phase="step",
    )


@pytest.fixture
def browsers(session):
    """Thirty pupils, in and signed in."""
    clients = []
    for number in range(PUPILS):
        pupil = session.class_group.enrol(f"Pupil {number}").learner
        Participation.objects.create(session=session, learner=pupil, state="in")
        client = Client()
        client.force_login(pupil, backend="accounts.cards.CardBackend")
        clients.append(client)
    return clients


def answer_at_once(session, browsers):
    """Every pupil twice in the same moment, as a double tap is."""
    session = live.open_question(session, session.questions[0].id)
    question, turn = session.question_now, count()

    def tap():
        again = Client()
        again.cookies = browsers[next(turn) % PUPILS].cookies
        sent = as_posted(question, question.model_answer())
        return again.post(f"/live/{session.pk}/", sent, HTTP_ACCEPT="application/json").status_code

    return races.at_once(tap, 2 * PUPILS)


def test_thirty_pupils_answer_as_the_question_opens(session, browsers):
    assert answer_at_once(session, browsers) == [200] * 2 * PUPILS
    assert Response.objects.count() == Attempt.objects.count() == PUPILS


def test_without_the_constraints_some_answers_are_doubled(session, browsers):
    with races.without(Attempt, "one_open_attempt"), races.without(Response, "one_response_per_round"):
        answer_at_once(session, browsers)
        assert Response.objects.count() > PUPILS


def next_from_two_windows(session, seen):
    session.refresh_from_db()
    before = session.step
    races.at_once(lambda: live.advance(session, seen=seen(session)), 2)
    session.refresh_from_db()
    return session.step - before


def test_next_from_two_windows_at_the_same_moment_is_one_step(session):
    assert {next_from_two_windows(session, lambda s: s.place) for _ in range(4)} == {1}


def test_without_the_place_it_is_two_steps(session):
    assert next_from_two_windows(session, lambda s: None) == 2


def test_two_windows_open_one_session(session):
    session.ended_at = timezone.now()
    session.save()
    pins = {name: getattr(session, name) for name in ("band", "lesson_key", "revision", "step_ids", "quiz_version")}

    def begin():
        from django.db import IntegrityError, transaction

        try:
            with transaction.atomic():
                code = ClassSession.objects.new_code()
                ClassSession.objects.create(
                    class_group=session.class_group, code=code, code_until=timezone.now(), **pins
                )
        except IntegrityError:
            return "refused"
        return "made"

    assert sorted(races.at_once(begin, 4)) == ["made", "refused", "refused", "refused"]
