"""Advice grows old: its owner is reminded once, and after 180 days no class session begins with it."""

import datetime

import pytest
from django.utils import timezone

from courses.models import Lesson, Reminder
from courses.models.lesson import AdviceTooOld
from courses.reminding import due, remind_due
from courses.tasks import remind
from pages.models import HelpService

TODAY = timezone.localdate()


def ago(days):
    return timezone.localdate() - datetime.timedelta(days=days)


@pytest.fixture
def in_production(settings):
    settings.DEMO = False


@pytest.fixture
def all_fresh(navigators):
    """Everything was looked at today."""
    for lesson in Lesson.objects.all():
        check(lesson, 0)
    HelpService.objects.update(checked_on=TODAY, review_by=TODAY + datetime.timedelta(days=90))


def check(lesson, days, review_by=None):
    for source in lesson.sources:
        source.value["checked_on"] = ago(days)
    lesson.review_by = review_by
    lesson.save()
    return lesson


@pytest.fixture
def lesson(all_fresh):
    return Lesson.objects.get(code="C4")


def test_a_lesson_is_as_old_as_its_oldest_source(lesson):
    lesson.sources[1].value["checked_on"] = ago(30)
    assert lesson.checked_on == ago(30)
    lesson.sources[1].value["checked_on"] = None
    assert lesson.checked_on is None
    assert lesson.is_due and lesson.due_on is None


@pytest.mark.parametrize(("days", "is_due"), [(0, False), (89, False), (90, True), (200, True)])
def test_after_ninety_days_somebody_looks_again(lesson, days, is_due):
    assert check(lesson, days).is_due == is_due
    service = HelpService.objects.get(key="emergency")
    service.checked_on, service.review_by = ago(days), None
    assert service.is_due == is_due


def test_an_editor_may_choose_an_earlier_day(lesson):
    assert check(lesson, 10, review_by=TODAY).is_due
    assert not check(lesson, 10, review_by=TODAY + datetime.timedelta(days=1)).is_due
    assert check(lesson, 90, review_by=TODAY + datetime.timedelta(days=300)).is_due


def test_the_owner_and_the_editors_are_told_once(lesson, editor, in_production, mailoutbox):
    check(lesson, 90)
    remind()
    remind()
    (mail,) = mailoutbox
    assert set(mail.recipients()) == {"help@localhost", "editor@waymark.example"}
    assert str(lesson) in mail.body and f"/cms/pages/{lesson.pk}/edit/" in mail.body
    assert "editor@waymark.example" not in mail.message().as_string()
    assert Reminder.objects.count() == 1


def test_what_comes_due_later_is_a_letter_of_its_own(lesson, in_production, mailoutbox):
    check(lesson, 90)
    remind_due()
    HelpService.objects.filter(key="childline").update(checked_on=ago(91))
    remind_due()
    assert len(mailoutbox) == 2
    assert "Childline" in mailoutbox[1].body and str(lesson) not in mailoutbox[1].body


def test_what_was_checked_again_is_told_again_when_its_time_comes(lesson, in_production, mailoutbox):
    check(lesson, 200)
    remind_due()
    remind_due()
    check(lesson, 90)
    remind_due()
    assert len(mailoutbox) == 2


def test_drafts_are_nobodys_advice(lesson, in_production):
    check(lesson, 200)
    lesson.unpublish()
    assert lesson.pk not in {thing.pk for thing in due() if isinstance(thing, Lesson)}


def test_the_cms_shows_what_is_due(lesson, editor, sign_in):
    client = sign_in(editor)
    assert "To look at again" not in client.get("/cms/").content.decode()
    check(lesson, 95)
    body = client.get("/cms/").content.decode()
    assert "To look at again" in body and str(lesson) in body and f"due since {ago(5)}" in body
    assert "too old to begin a class session" not in body


def test_after_180_days_no_session_begins_before_an_editor_has_looked(lesson, in_production):
    assert check(lesson, 179).can_start_session()
    with pytest.raises(AdviceTooOld, match="Nobody has checked the advice in “.*” for 180 days"):
        check(lesson, 180).can_start_session()
    assert not lesson.is_current
    assert check(lesson, 0).can_start_session()


def test_a_lesson_without_a_source_has_not_been_checked(lesson, in_production):
    lesson.sources = []
    with pytest.raises(AdviceTooOld):
        lesson.can_start_session()


def test_the_demo_does_not_grow_old(lesson, mailoutbox):
    assert check(lesson, 400).can_start_session()
    remind_due()
    assert mailoutbox == []


def test_files_carry_who_checked_what_and_until_when(files):
    more = "\n  checked_by: Rae\n  review_by: '2027-01-01'"
    files.change("01-one.yaml", "checked_on: '2026-11-22'", f"checked_on: '2026-11-22'{more}")
    files.load()
    (source,) = Lesson.objects.get(code="B8").sources
    assert (source.value["checked_by"], source.value["review_by"]) == ("Rae", datetime.date(2027, 1, 1))
