"""Many at the same moment: on a database that threads can really share, SQLite on disk or PostgreSQL.

Each race has a negative control: with its guard taken away it goes wrong, so it would have been noticed.
"""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier

import pytest
from django.db import connection, connections
from django.test import Client
from wagtail.models import Locale

from quizzes.models import AnswerRefused, Attempt, Response
from tests import races

from .making import as_posted, other_answer, start

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("locale")]
THREADS = 8


shared_database = races.shared_database


@pytest.fixture
def locale(transactional_db):
    """Each of these tests ends by emptying the tables."""
    return Locale.objects.get_or_create(language_code="en-gb")[0]


@contextmanager
def without(constraint_name):
    """A guard taken away, for a negative control."""
    model = next(m for m in [Attempt, Response] for c in m._meta.constraints if c.name == constraint_name)
    guard = next(c for c in model._meta.constraints if c.name == constraint_name)
    with connection.schema_editor() as editor:
        editor.remove_constraint(model, guard)
    yield
    model.objects.all().delete()
    with connection.schema_editor() as editor:
        editor.add_constraint(model, guard)


def at_once(verb, times=THREADS):
    """What `verb(number)` gives to each of so many threads that begin in the same moment."""
    barrier = Barrier(times)

    def run(number):
        try:
            barrier.wait(timeout=20)
            return verb(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))


def click_eight_times(browser, attempt):
    """Eight browsers with the same session, as a double click or a script's retries are."""
    question = attempt.questions[0]

    def click(_number):
        again = Client()
        again.cookies = browser.cookies
        sent = as_posted(question, other_answer(question))
        return again.post(f"/quiz/{attempt.pk}/1/", sent, HTTP_ACCEPT="application/json")

    return at_once(click)


def test_eight_clicks_store_one_answer_and_all_get_the_same_reply(sign_in, pupil, attempt):
    replies = click_eight_times(sign_in(pupil), attempt)
    assert {reply.status_code for reply in replies} == {200}
    assert len({reply.content for reply in replies}) == 1
    assert Response.objects.count() == 1


def test_without_the_constraint_eight_clicks_store_more_than_one(sign_in, pupil, attempt):
    with without("one_response_per_round"):
        click_eight_times(sign_in(pupil), attempt)
        assert Response.objects.count() > 1


def test_eight_different_answers_leave_the_one_that_was_first(attempt):
    question = next(question for question in attempt.questions if question.slug == "single_choice")
    options = [option.id for option in question.options]

    def answer(number):
        try:
            return Attempt.objects.get(pk=attempt.pk).respond(question.id, options[number % 3]).answer
        except AnswerRefused as refused:
            return refused.response.answer

    assert len(set(at_once(answer))) == 1
    assert Response.objects.count() == 1


def test_eight_starts_make_one_attempt(quiz, pupil):
    assert len({attempt.pk for attempt in at_once(lambda _number: start(quiz, pupil))}) == 1
    assert Attempt.objects.count() == 1


def test_without_the_constraint_eight_starts_may_make_more(quiz, pupil):
    quiz.version()
    with without("one_open_attempt"):
        for _ in range(20):
            at_once(lambda _number: start(quiz, pupil))
            if Attempt.objects.count() > 1:
                return
            Attempt.objects.all().delete()
    pytest.fail("the guard was off and nothing happened")


def race_to_the_end(attempt):
    """Two of eight hand in while six answer. True if the mark is the sum of what is stored."""

    def go(number):
        mine = Attempt.objects.get(pk=attempt.pk)
        if number % 4 == 3:
            return mine.finish()
        question = mine.questions[number % 6]
        try:
            return mine.respond(question.id, question.model_answer())
        except AnswerRefused:
            return None

    at_once(go)
    attempt.refresh_from_db()
    return attempt.mark == Response.objects.filter(attempt=attempt).count()


def test_a_hand_in_and_answers_at_the_same_moment_agree_who_came_first(quiz, pupil):
    assert all(race_to_the_end(start(quiz, pupil)) for _ in range(12))


def test_without_asking_the_attempt_an_answer_slips_in_behind_the_hand_in(quiz, pupil, monkeypatch):
    attempt = start(quiz, pupil)
    late = Attempt.objects.get(pk=attempt.pk)
    attempt.finish()
    monkeypatch.setattr(Response, "insert", lambda self: self.save() is None)
    late.respond(late.questions[0].id, late.questions[0].model_answer())
    attempt.refresh_from_db()
    assert attempt.mark != Response.objects.count()


def test_a_database_that_is_held_asks_the_browser_to_come_again(sign_in, pupil, attempt):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has no lock on the whole database")
    browser, question = sign_in(pupil), attempt.questions[0]
    sent = as_posted(question, question.model_answer())
    browser.get(f"/quiz/{attempt.pk}/1/")
    connection.cursor().execute("PRAGMA busy_timeout = 100")
    holder = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        plain = browser.post(f"/quiz/{attempt.pk}/1/", sent)
        script = browser.post(f"/quiz/{attempt.pk}/1/", sent, HTTP_ACCEPT="application/json")
    finally:
        holder.execute("ROLLBACK")
    assert plain.status_code == script.status_code == 503
    assert plain["Retry-After"] == script["Retry-After"] == "3"
    assert b"not saved yet" in plain.content
    assert browser.post(f"/quiz/{attempt.pk}/1/", sent).status_code == 303
    assert Response.objects.count() == 1
