"""Answering, rounds, handing in, passing."""

import pytest

from quizzes.models import AnswerRefused, Attempt, QuizVersion, Response

from .making import other_answer, single_choice, start, true_false


@pytest.fixture
def first(attempt):
    return attempt.questions[0]


def again(attempt):
    """The same attempt on another device, or after a refresh."""
    return Attempt.objects.get(pk=attempt.pk)


def test_a_second_start_goes_on_with_the_open_attempt(quiz, pupil, classmate):
    attempt = start(quiz, pupil)
    assert start(quiz, pupil) == attempt
    assert start(quiz, classmate) != attempt


def test_after_the_hand_in_another_attempt_may_begin(quiz, pupil):
    attempt = start(quiz, pupil).finish()
    assert start(quiz, pupil) != attempt


def test_the_questions_keep_their_order_and_the_last_stays_last(quiz, pupil, classmate):
    attempt = start(quiz, pupil)
    ids = [question.id for question in attempt.questions]
    assert [question.id for question in again(attempt).questions] == ids
    assert ids[-1] == list(attempt.version.questions)[-1]
    assert sorted(ids) == sorted(attempt.version.questions)


def test_each_attempt_has_an_order_of_its_own(quiz):
    version = quiz.version()
    orders = {tuple(q.id for q in Attempt(pk=pk, version=version).questions) for pk in range(1, 30)}
    assert len(orders) > 10


def test_the_same_answer_again_is_the_stored_row(attempt, first):
    stored = attempt.respond(first.id, other_answer(first))
    assert again(attempt).respond(first.id, other_answer(first)) == stored
    assert Response.objects.count() == 1


def test_an_answer_stands_once_its_feedback_was_shown(attempt, first):
    stored = attempt.respond(first.id, other_answer(first))
    assert stored.shown_at
    with pytest.raises(AnswerRefused) as refused:
        attempt.respond(first.id, first.model_answer())
    assert refused.value.response == stored
    assert again(attempt).last_responses[first.id].mark == 0


def test_the_last_round_counts_also_downwards(attempt, first):
    attempt.respond(first.id, other_answer(first))
    attempt.respond(first.id, first.model_answer(), round=2)
    assert attempt.last_responses[first.id].mark == 1
    attempt.respond(first.id, other_answer(first), round=3)
    assert again(attempt).finish().mark == 0
    assert Response.objects.count() == 3


def test_a_round_waits_for_the_one_before(attempt, first):
    with pytest.raises(AnswerRefused):
        attempt.respond(first.id, first.model_answer(), round=2)
    attempt.respond(first.id, other_answer(first))
    with pytest.raises(AnswerRefused):
        attempt.respond(first.id, first.model_answer(), round=3)


def test_a_handed_in_attempt_refuses_answers(attempt, first):
    second = attempt.questions[1]
    stored = attempt.respond(first.id, first.model_answer())
    attempt.finish()
    with pytest.raises(AnswerRefused):
        attempt.respond(second.id, second.model_answer())
    with pytest.raises(AnswerRefused):
        attempt.respond(first.id, other_answer(first), round=2)
    assert attempt.respond(first.id, first.model_answer()) == stored  # a late retry of what was stored
    assert Response.objects.count() == 1


def test_at_the_end_mode_an_answer_may_change_until_the_hand_in(make_quiz, pupil):
    attempt = start(make_quiz(single_choice(), true_false(), feedback="end"), pupil)
    question = attempt.questions[0]
    attempt.respond(question.id, other_answer(question))
    changed = again(attempt).respond(question.id, question.model_answer())
    assert changed.mark == 1 and changed.shown_at is None
    assert Response.objects.count() == 1
    with pytest.raises(AnswerRefused):
        attempt.respond(question.id, question.model_answer(), round=2)
    attempt.finish()
    assert Response.objects.get().shown_at == attempt.finished_at
    with pytest.raises(AnswerRefused):
        attempt.respond(question.id, other_answer(question))


def test_two_devices_share_an_attempt(attempt):
    phone, laptop = again(attempt), again(attempt)
    assert phone.last_responses == laptop.last_responses == {}
    for device, question in zip([phone, laptop] * 3, attempt.questions, strict=True):
        device.respond(question.id, question.model_answer())
    assert phone.finish().mark == 6
    assert laptop.finish().mark == 6


def test_a_hand_in_counts_what_another_device_stored_since(attempt, first):
    phone, laptop = again(attempt), again(attempt)
    assert phone.unanswered  # asked for while nothing was answered
    laptop.respond(first.id, first.model_answer())
    assert phone.finish().mark == 1


def test_handing_in_twice_changes_nothing(attempt, first):
    attempt.respond(first.id, first.model_answer())
    finished_at = again(attempt).finish().finished_at
    late = attempt.finish()
    assert (late.finished_at, late.mark) == (finished_at, 1)


@pytest.mark.parametrize(
    ("right", "of", "pass_mark", "passed"),
    [(8, 10, 80, True), (7, 10, 80, False), (4, 5, 80, True), (3, 4, 75, True), (2, 3, 67, False), (0, 5, 0, True)],
)
def test_exactly_the_pass_mark_passes(make_quiz, pupil, right, of, pass_mark, passed):
    attempt = start(make_quiz(*(true_false(f"q{n}") for n in range(of)), pass_mark=pass_mark), pupil)
    for place, question in enumerate(attempt.questions):
        attempt.respond(question.id, question.model_answer() if place < right else other_answer(question))
    assert attempt.finish().mark == right
    assert attempt.passed is passed
    assert (right >= attempt.needed) is passed


def test_a_quiz_without_questions_can_be_handed_in(make_quiz, pupil):
    attempt = start(make_quiz(), pupil)
    assert attempt.questions == [] and attempt.finish().passed


def test_only_the_learner_sees_an_attempt(attempt, pupil, classmate, stranger, teacher, editor):
    attempt.respond(attempt.questions[0].id, attempt.questions[0].model_answer())
    assert list(Attempt.objects.visible_to(pupil)) == [attempt]
    assert Response.objects.visible_to(pupil).count() == 1
    for other in [classmate, stranger, teacher, editor]:
        assert not Attempt.objects.visible_to(other).exists()
        assert not Response.objects.visible_to(other).exists()


def test_erasing_a_pupil_erases_their_answers_and_no_version(attempt, pupil, first):
    attempt.respond(first.id, first.model_answer())
    pupil.delete()
    assert not Attempt.objects.exists() and not Response.objects.exists()
    assert QuizVersion.objects.exists()
