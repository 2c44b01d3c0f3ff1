"""What a page asks every two seconds, and what it costs."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Membership
from classrooms import doors, live, polls
from classrooms.models import Participation


@pytest.fixture
def participation(session, pupil):
    return doors.come_in(session, pupil)


@pytest.fixture
def mine(participation, pupil, browser):
    """The pupil's own browser."""
    return browser(pupil)


def ask(client, participation, version):
    return client.get(polls.poll_url(participation), {"v": version})


def later(monkeypatch, minutes):
    now = time.time()
    monkeypatch.setattr(polls.time, "time", lambda: now + 60 * minutes)


def test_nothing_new_is_one_query_without_session_or_user(session, participation, client, django_assert_num_queries):
    with django_assert_num_queries(1):
        reply = ask(client, participation, session.version)
    assert reply.status_code == 204
    assert reply.content == b""


def test_what_is_new_is_a_key_and_nothing_else(session, participation, mine):
    """J5: no name, no question, no answer."""
    session = live.open_question(session, session.questions[0].id)
    told = ask(mine, participation, 1).json()
    assert set(told) == {"v", "key", "poll"}
    assert told["v"] == session.version


def test_a_forged_or_old_token_is_404(session, participation, client, monkeypatch):
    assert client.get("/live/poll/1.1.1:forged/").status_code == 404
    url = polls.poll_url(participation)
    later(monkeypatch, 481)
    assert client.get(url, {"v": 1}).status_code == 404


def test_a_class_does_not_renew_its_tokens_at_once(monkeypatch):
    """Each is old after a minute, and no second of it is everybody's."""
    tokens = [polls.Token(1, pk, polls.minute_of(pk)) for pk in range(60)]
    assert all(token.is_fresh for token in tokens)
    now, fresh = time.time(), []
    for second in range(61):
        monkeypatch.setattr(polls.time, "time", lambda: now + second)  # noqa: B023
        fresh.append(sum(token.is_fresh for token in tokens))
    assert fresh == list(range(60, -1, -1))


def test_presence_is_noted_once_a_minute(session, participation, mine, monkeypatch):
    Participation.objects.update(seen_at=timezone.now() - timedelta(minutes=5))
    assert not Participation.objects.get().is_connected
    url = polls.poll_url(participation)
    later(monkeypatch, 1)
    assert mine.get(url, {"v": session.version}).status_code == 200
    assert Participation.objects.get().is_connected
    assert Participation.objects.here(participation.pk) == 0


def test_a_screen_whose_pupil_has_gone_learns_nothing_more(session, participation, client, browser, crowd):
    """S1: signed out in another window, or somebody else is on the tablet now."""
    live.advance(session)
    for device in (client, browser(crowd[0])):
        assert ask(device, participation, 1).json() == {"go": f"/live/{session.pk}/"}


def test_the_deleted_are_sent_to_a_kind_page(session, participation, client, pupil):
    url = polls.poll_url(participation)
    pupil.delete()
    told = client.get(url, {"v": 0}).json()
    assert client.get(told["go"]).status_code == 200


def test_a_live_lesson_keeps_a_quiet_pupil_signed_in(session, participation, browser, pupil, settings, monkeypatch):
    client = browser(pupil)
    stored = client.session
    stored["started"] = stored["seen"] = (timezone.now() - timedelta(minutes=15)).isoformat()
    stored.save()
    url = polls.poll_url(participation)
    later(monkeypatch, 1)
    client.get(url, {"v": session.version})
    assert client.session["seen"] > (timezone.now() - timedelta(minutes=1)).isoformat()


def test_a_teacher_who_left_the_school_is_out_at_once(session, teacher, sign_in):
    desk = sign_in(teacher)
    assert desk.get(f"/session/{session.pk}/state/").status_code == 200
    Membership.objects.get(user=teacher).end()
    assert desk.get(f"/session/{session.pk}/state/").status_code in {302, 403, 404}


def test_sessions_of_two_schools_do_not_meet(session, other_class, other_teacher, lesson, stranger, browser, pupil):
    other = live.open(other_class, lesson, other_teacher)
    assert browser(stranger).get(f"/live/{session.pk}/").status_code == 404
    assert browser(stranger).post(f"/live/{session.pk}/", {"action": "join"}).status_code == 404
    doors.come_in(session, pupil)
    doors.come_in(other, stranger)
    live.advance(session)
    assert (session.code != other.code) and polls.version_of(other.pk) == 1
    assert browser(pupil).get(f"/live/{other.pk}/").status_code == 404
