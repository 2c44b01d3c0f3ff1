"""Letters to teachers: off until they are switched on, once each, in numbers."""

import datetime

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

import pages.mail
from certificates.awarding import award
from classrooms import demo, letters, live
from classrooms.models import LetterWish
from pages.models import OutgoingMail

MONDAY = timezone.make_aware(datetime.datetime(2026, 11, 30, 8))
SUNDAY = MONDAY - datetime.timedelta(days=1)
A_WEEK = datetime.timedelta(days=7)


@pytest.fixture
def wants(group, teacher):
    """The teacher has switched letters on, a month ago."""

    def switch_on(**which):
        LetterWish.objects.choose(group, teacher, **({"weekly": False, "all_finished": False} | which))
        LetterWish.objects.update(told_until=MONDAY.date() - 4 * A_WEEK)

    return switch_on


@pytest.fixture
def busy_week(group, enrol, navigators, teacher):
    """A session, and six pupils who finished a lesson."""
    there = [enrol() for _number in range(6)]
    live.close(live.open(group, navigators.lessons[0], teacher, mode="no_device"), finished=True, present=there)
    day = MONDAY - datetime.timedelta(days=3)
    group.sessions.update(opened_at=day)
    for learner in there:
        learner.lesson_completions.update(completed_at=day)
    return there


def test_nobody_gets_a_letter_they_did_not_ask_for(group, busy_week):
    letters.write_due(MONDAY)
    assert not mail.outbox


def test_on_monday_a_letter_tells_the_week_in_numbers_and_no_name(wants, busy_week):
    wants(weekly=True)
    letters.write_due(MONDAY)
    (letter,) = mail.outbox
    assert letter.to == ["teacher@hillside.example"] and letter.subject == "8 Oak: the week"
    ((html, kind),) = letter.alternatives
    for text in (letter.body, html):
        assert "1 session in class" in text and "lessons finished: 5 or more" in text
        assert "/settings/#letters" in text
        assert not any(learner.display_name in text for learner in busy_week)
    assert kind == "text/html" and "23 November" in letter.body and "29 November 2026" in letter.body


def test_it_is_written_once_a_week(wants, busy_week):
    wants(weekly=True)
    letters.write_due(MONDAY)
    letters.write_due(MONDAY)
    letters.write_due(MONDAY + datetime.timedelta(days=3))
    assert len(mail.outbox) == 1


def test_two_workers_at_once_write_one(wants, busy_week):
    """Both have read the row before either writes."""
    wants(weekly=True, all_finished=False)
    one, other = LetterWish.objects.live().get(), LetterWish.objects.live().get()
    letters.write_weekly(one, timezone.localtime(MONDAY))
    letters.write_weekly(other, timezone.localtime(MONDAY))
    assert len(mail.outbox) == 1


def test_not_before_monday_morning(wants, busy_week):
    wants(weekly=True)
    letters.write_due(SUNDAY - datetime.timedelta(days=7))
    letters.write_due(SUNDAY)
    letters.write_due(MONDAY.replace(hour=6))
    assert not mail.outbox


def test_a_week_in_which_nothing_happened_has_no_letter(wants, busy_week):
    wants(weekly=True)
    letters.write_due(MONDAY + A_WEEK)
    assert not mail.outbox


def test_fewer_than_five_are_not_counted(wants, group, enrol, navigators):
    navigators.lessons[0].finish(enrol())
    wants(weekly=True)
    group.enrolments.get().learner.lesson_completions.update(completed_at=MONDAY - datetime.timedelta(days=1))
    letters.write_due(MONDAY)
    assert "lessons finished: fewer than five" in mail.outbox[0].body


def test_the_weeks_before_it_was_switched_on_are_not_told(group, teacher, busy_week):
    LetterWish.objects.choose(group, teacher, weekly=True, all_finished=False)
    LetterWish.objects.update(told_until=MONDAY.date())
    letters.write_due(MONDAY)
    assert not mail.outbox


def test_when_all_have_completed_a_course_once(wants, group, enrol, navigators):
    learners = [enrol(), enrol()]
    wants(all_finished=True)
    demo.take_course(navigators, learners[0], len(navigators.lessons), end=True)
    letters.write_due(MONDAY)
    assert not mail.outbox
    demo.take_course(navigators, learners[1], len(navigators.lessons), end=True)
    assert award(learners[1], navigators)
    letters.write_due(MONDAY)
    letters.write_due(MONDAY)
    (letter,) = mail.outbox
    assert letter.subject == "8 Oak: all have finished" and navigators.title in letter.body


def test_who_no_longer_teaches_the_class_hears_nothing(wants, group, teacher, busy_week):
    wants(weekly=True)
    group.teachers.clear()
    letters.write_due(MONDAY)
    group.teachers.add(teacher)
    group.archive(teacher)
    letters.write_due(MONDAY)
    assert not mail.outbox


def test_with_the_mail_server_down_it_is_sent_later(wants, busy_week, settings, monkeypatch):
    settings.EMAIL_BACKEND = "pages.mail.OutboxBackend"
    settings.SENDING_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "localhost", 9
    wants(weekly=True)
    letters.write_due(MONDAY)
    pages.mail.send_due()
    row = OutgoingMail.objects.get()
    assert row.tries == 1 and row.last_error
    OutgoingMail.objects.update(lease_until=timezone.now())
    settings.SENDING_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    pages.mail.send_due()
    assert len(mail.outbox) == 1 and not OutgoingMail.objects.exists()


def test_a_teacher_switches_them_on_and_off(sign_in, group, teacher):
    client, path = sign_in(teacher), reverse("classrooms:class_settings", args=[group.pk])
    assert "Letters to you" in client.get(path).content.decode()
    client.post(path, {"action": "letters", "weekly": "1"})
    wish = LetterWish.objects.get()
    assert (wish.weekly, wish.all_finished, wish.told_until) == (True, False, timezone.localdate())
    assert 'id="weekly" checked' in client.get(path).content.decode()
    client.post(path, {"action": "letters"})
    assert not LetterWish.objects.filter(weekly=True).exists()


def test_who_does_not_teach_the_class_is_not_offered_them(sign_in, group, school_admin):
    client, path = sign_in(school_admin), reverse("classrooms:class_settings", args=[group.pk])
    assert "Letters to you" not in client.get(path).content.decode()
    assert client.post(path, {"action": "letters", "weekly": "1"}).status_code == 403
