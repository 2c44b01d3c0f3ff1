"""Those who come without a card: on another device, and gone when their time is over."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from classrooms import guest_names, live
from classrooms.counting import answers_by_option
from classrooms.models import ClassSession, Participation
from classrooms.polls import poll_url
from classrooms.tasks import tidy_sessions
from quizzes.models import Response

from ..quizzes.making import as_posted


def walk_in(session, client):
    client.post("/live/", {"code": session.code})
    return session.participations.order_by("-pk").first()


def answer(session, client, number=1):
    question = session.questions[number - 1]
    return client.post(f"/live/{session.pk}/", as_posted(question, question.model_answer()))


def do(desk, session, **data):
    return desk.post(f"/session/{session.pk}/do/", data)


@pytest.fixture
def known(session, browser, now):
    """(browser, participation) of a walk-in who has answered the first question."""
    client = browser()
    participation = walk_in(session, client)
    live.admit(session)
    live.open_question(session, session.questions[0].id)
    assert answer(now(session), client).status_code == 302
    return client, participation


# --- at the door ----------------------------------------------------------------------------------------------


def test_who_waits_is_told_on_the_board_and_let_in_from_it(session, browser, teacher, sign_in):
    """The projected laptop may be the only screen that the teacher has."""
    desk, board = sign_in(teacher), f"/session/{session.pk}/board/"
    door = 'value="admit" data-when="waiting"'
    assert f"{door} hidden>" in desk.get(board).content.decode()
    waiting = walk_in(session, browser())
    assert f"{door}>" in desk.get(board).content.decode()
    assert do(desk, session, do="admit", back="board")["Location"] == board
    waiting.refresh_from_db()
    assert waiting.is_in and f"{door} hidden>" in desk.get(board).content.decode()


# --- another device -------------------------------------------------------------------------------------------


def test_on_another_device_a_walk_in_is_who_they_were_with_their_answers(
    session, known, browser, teacher, sign_in, now
):
    first, before = known
    second, desk = browser(), sign_in(teacher)
    waiting = walk_in(session, second)
    assert "In already, on another device?" in desk.get(f"/session/{session.pk}/").content.decode()
    do(desk, session, recognise_one=waiting.pk, **{f"earlier-{waiting.pk}": before.pk})
    page = second.get(f"/live/{session.pk}/").content.decode()
    assert f"Welcome back, {before.learner.display_name or User.objects.get(pk=before.learner_id)}" in page
    version = now(session).version
    assert second.post(f"/live/{session.pk}/", {"action": "back"}).status_code == 302
    assert "Your answer is in" in second.get(f"/live/{session.pk}/").content.decode()
    assert second.session["_auth_user_id"] == str(before.learner_id)
    assert User.objects.filter(kind="guest").count() == Participation.objects.count() == 1
    assert first.get(f"/live/{session.pk}/").status_code == 302, "the device before shows nothing more"
    assert set(first.get(poll_url(before), {"v": version}).json()) == {"go"}, "and is told so when it asks"


def test_who_goes_on_is_a_walk_in_of_this_session_and_nobody_else(session, known, browser, crowd, teacher, now):
    """T3, K6: nobody becomes a pupil, or a walk-in of another lesson, by a number that was made up."""
    pupil = Participation.objects.create(session=session, learner=crowd[0], state="in")
    second = browser()
    waiting = walk_in(session, second)
    for earlier in (pupil.pk, waiting.pk, 999_999):
        live.recognise(session, waiting.pk, earlier)
    waiting.refresh_from_db()
    assert waiting.becomes is None
    second.post(f"/live/{session.pk}/", {"action": "back"})
    assert second.session["_auth_user_id"] == str(waiting.learner_id)
    live.recognise(session, pupil.pk, known[1].pk)
    pupil.refresh_from_db()
    assert pupil.becomes is None


def test_until_they_press_the_button_nothing_has_changed(session, known, browser):
    """H9: a page that is only opened signs nobody in."""
    second = browser()
    waiting = walk_in(session, second)
    live.recognise(session, waiting.pk, known[1].pk)
    second.get(f"/live/{session.pk}/")
    assert second.session["_auth_user_id"] == str(waiting.learner_id)
    live.remove(session, waiting.pk)
    second.post(f"/live/{session.pk}/", {"action": "back"})
    assert second.session["_auth_user_id"] == str(waiting.learner_id)
    assert known[0].get(f"/live/{session.pk}/").status_code == 200


def test_a_walk_in_is_out_when_the_teacher_says_so(session, known, now):
    """J6."""
    live.remove(session, known[1].pk)
    live.open_question(session, session.questions[1].id)
    assert answer(now(session), known[0], 2).status_code == 410


def test_a_name_is_drawn_and_never_typed(session, known, teacher, sign_in):
    """J4: whatever is sent, a walk-in's name is one of ours, and a pupil's stays the pupil's."""
    desk, guest = sign_in(teacher), known[1].learner
    guest.refresh_from_db()
    before = guest.display_name
    do(desk, session, rename_one=known[1].pk, name="Robert'); DROP TABLE", display_name="Rude")
    guest.refresh_from_db()
    assert guest.display_name != before
    first, second = guest.display_name.split()
    assert first in guest_names.FIRST
    assert second in guest_names.SECOND


def test_a_pupils_name_stays_the_pupils(session, crowd):
    pupil = Participation.objects.create(session=session, learner=crowd[0], state="in")
    live.rename(session, pupil.pk)
    crowd[0].refresh_from_db()
    assert crowd[0].display_name == "Amira"


# --- gone after a while -----------------------------------------------------------------------------------------


def days_ago(days):
    return timezone.now() - timedelta(days=days)


def age(guest, days):
    User.objects.filter(pk=guest.pk).update(date_joined=days_ago(days))
    Participation.objects.filter(learner=guest).update(seen_at=days_ago(days))
    Response.objects.filter(attempt__learner=guest).update(answered_at=days_ago(days))


@pytest.mark.parametrize(("days", "stays"), [(29, True), (31, False)])
def test_a_guest_stays_for_thirty_days_after_last_use(session, known, days, stays):
    """P5."""
    guest = known[1].learner
    live.close(session, finished=True)
    age(guest, days)
    tidy_sessions()
    assert User.objects.filter(pk=guest.pk).exists() == stays


def test_what_the_class_answered_stays_in_each_session_the_guest_was_in(
    session, known, now, class_group, lesson, teacher
):
    client, participation = known
    first = now(session)
    live.close(session, finished=True)
    ClassSession.objects.update(opened_at=days_ago(40))
    second = live.open(class_group, lesson, teacher)
    walk = Participation.objects.create(session=second, learner=participation.learner, state="in")
    live.open_question(second, second.questions[1].id)
    assert answer(now(second), client, 2).status_code == 302
    live.close(second, finished=True)
    ClassSession.objects.update(opened_at=days_ago(41))
    age(walk.learner, 31)
    charts = [(now(first), first.questions[0]), (now(second), second.questions[1])]
    before = [answers_by_option(session, question, 1) for session, question in charts]
    assert [total for _counts, total in before] == [1, 1]
    tidy_sessions()
    assert not User.objects.filter(kind="guest").exists()
    assert [answers_by_option(session, question, 1) for session, question in charts] == before


def test_a_guest_whose_class_is_gone_goes_too(session, known, class_group):
    guest = known[1].learner
    class_group.delete()
    age(guest, 31)
    tidy_sessions()
    assert not User.objects.filter(pk=guest.pk).exists()


def test_who_answers_at_home_is_still_in_use(session, known):
    guest = known[1].learner
    age(guest, 31)
    Response.objects.update(answered_at=days_ago(2))
    tidy_sessions()
    assert User.objects.filter(pk=guest.pk).exists()


def test_a_session_that_was_left_open_ends_and_takes_the_guests_of_a_school_that_waits(session, known, school):
    school.approved_at = None
    school.save()
    ClassSession.objects.update(opened_at=timezone.now() - timedelta(hours=4))
    tidy_sessions()
    assert ClassSession.objects.get().is_over
    assert not User.objects.filter(kind="guest").exists()


def test_pupils_never_go_with_the_guests(session, pupil):
    Participation.objects.create(session=session, learner=pupil, state="in")
    age(pupil, 400)
    tidy_sessions()
    assert User.objects.filter(pk=pupil.pk).exists()
