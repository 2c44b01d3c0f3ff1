"""At their own pace: the steps and then the questions, on the live screen, until the class comes together again."""

import pytest

from classrooms import live
from classrooms.counting import answers_by_option
from quizzes.models import Attempt, Response

from ..quizzes.making import as_posted, other_answer


@pytest.fixture
def own(session, pupil, browser):
    """A pupil's browser, in a session that was set free."""
    client = browser(pupil)
    client.post(f"/live/{session.pk}/", {"action": "join"})
    live.set_pace(session, "own")
    return client


def place(session, number):
    """Where question `number` is met: after the steps."""
    return f"/live/{session.pk}/?at={session.step_count + number}"


def send(client, session, number, answer, round=1):
    return client.post(place(session, number), as_posted(session.questions[number - 1], answer, round))


def page(client, path):
    return client.get(path).content.decode()


def test_after_the_last_step_come_the_questions_and_then_nothing(session, own):
    assert f"?at={session.step_count + 1}" in page(own, f"/live/{session.pk}/?at={session.step_count}")
    for number, question in enumerate(session.questions, 1):
        text = page(own, place(session, number))
        assert question.stem in text
        assert ("That was all" in text) == (number == len(session.questions))
    assert session.questions[-1].stem in page(own, f"/live/{session.pk}/?at=999")
    for odd in ["0", "-1", "x", "9" * 40, "²"]:
        assert own.get(f"/live/{session.pk}/?at={odd}").status_code == 200


def test_an_answer_has_its_feedback_at_once_and_is_an_ordinary_response(session, own, pupil):
    question = session.questions[0]
    assert question.data["right"] not in page(own, place(session, 1))
    response = send(own, session, 1, question.model_answer())
    assert response["Location"] == place(session, 1)
    assert 'class="feedback' in page(own, place(session, 1))
    attempt = Attempt.objects.get()
    assert (attempt.learner, attempt.version, attempt.is_finished) == (pupil, session.quiz_version, False)
    assert attempt.responses.get().shown_at


def test_another_go_is_another_round(session, own):
    question = session.questions[0]
    send(own, session, 1, other_answer(question))
    assert "Try again" in page(own, place(session, 1))
    again = f"{place(session, 1)}&again=1"
    assert "Check my answer" in page(own, again)
    assert own.post(again, {f"{question.id}-round": "2"}).status_code == 422
    own.post(again, as_posted(question, question.model_answer(), 2))
    assert list(Response.objects.values_list("round", "mark")) == [(1, 0), (2, 1)]
    assert "Try again" not in page(own, place(session, 1))


def test_sent_twice_it_is_stored_once(session, own):
    question = session.questions[0]
    for _tap in range(2):
        assert send(own, session, 1, question.model_answer()).status_code == 302
    assert Response.objects.count() == 1


def test_what_the_class_answered_together_is_not_changed_alone(session, own):
    question = session.questions[0]
    live.open_question(session, question.id)
    own.post(f"/live/{session.pk}/", as_posted(question, question.model_answer()))
    live.close_question(session)
    live.set_pace(session, "own")
    text = page(own, place(session, 1))
    assert "Your class has done this one together" in text
    assert question.data["right"] not in text, "the class has not been shown the answer"
    assert send(own, session, 1, other_answer(question)).status_code == 410
    assert Response.objects.get().answer == question.model_answer()


def test_an_answer_that_comes_after_the_class_has_come_together_is_told_so(session, own):
    live.set_pace(session, "led")
    live.open_question(session, session.questions[1].id)
    assert send(own, session, 1, session.questions[0].model_answer()).status_code == 410
    assert not Response.objects.exists()


def test_asked_together_afterwards_it_is_another_round(session, own, now):
    question = session.questions[0]
    send(own, session, 1, other_answer(question))
    live.open_question(session, question.id)
    assert now(session).round == 2
    own.post(f"/live/{session.pk}/", as_posted(question, question.model_answer(), 2))
    assert answers_by_option(now(session), question, 2)[1] == 1


def test_while_the_class_is_led_nobody_turns_the_page(session, own):
    live.set_pace(session, "led")
    assert session.questions[0].stem not in page(own, place(session, 1))


def test_who_was_removed_answers_no_more(session, own, pupil):
    """J6."""
    live.remove(session, pupil.participations.get().pk)
    assert send(own, session, 1, session.questions[0].model_answer()).status_code == 410
    assert not Response.objects.exists()


def test_who_has_not_answered_reads_why_and_no_praise(session, browser, pupil, teacher, sign_in):
    question = session.questions[0]
    client = browser(pupil)
    client.post(f"/live/{session.pk}/", {"action": "join"})
    live.reveal(live.open_question(session, question.id))
    why = question.feedback(question.model_answer()).body
    for text in [page(client, f"/live/{session.pk}/"), page(sign_in(teacher), f"/session/{session.pk}/board/")]:
        assert why in text
        assert f"That’s right. {why}" not in text
