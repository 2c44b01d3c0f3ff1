"""The days on which something goes, and the guardians who have not been here for long."""

import datetime

import pytest
from django.utils import timezone

from accounts.models import AuditEntry, Home, User
from accounts.retention import answers_kept_from, results_kept_from
from accounts.tasks import forget
from classrooms import demo

day = datetime.date.fromisoformat


@pytest.mark.parametrize(
    ("today", "since"),
    [
        ("2027-01-01", "2027-01-01"),
        ("2027-04-30", "2027-01-01"),
        ("2027-05-01", "2027-05-01"),
        ("2027-07-31", "2027-05-01"),
        ("2027-08-01", "2027-08-01"),
        ("2027-12-31", "2027-08-01"),
    ],
)
def test_answers_are_kept_for_their_term(today, since):
    assert timezone.localtime(answers_kept_from(day(today))).date() == day(since)


@pytest.mark.parametrize(
    ("today", "since"),
    [
        ("2027-09-01", "2026-08-01"),
        ("2027-11-29", "2026-08-01"),  # 31 August + 90 days
        ("2027-11-30", "2027-08-01"),
        ("2028-01-31", "2027-08-01"),
        ("2028-07-31", "2027-08-01"),
    ],
)
def test_results_are_kept_to_31_august_and_90_days(today, since):
    assert timezone.localtime(results_kept_from(day(today))).date() == day(since)


def test_the_days_begin_at_midnight_here():
    assert answers_kept_from(day("2027-05-02")).isoformat() == "2027-05-01T00:00:00+01:00"


def ago(days):
    return timezone.now() - datetime.timedelta(days=days)


def warned(guardian, days):
    Home.objects.update_or_create(
        guardian=guardian, defaults={"warned_at": ago(days + 40), "warned_again_at": ago(days)}
    )


def test_guardians_go_13_months_after_their_last_use(guardian):
    User.objects.filter(pk=guardian.pk).update(date_joined=ago(800), last_login=ago(395))
    warned(guardian, 12)
    forget()
    assert User.objects.filter(pk=guardian.pk).exists()
    User.objects.filter(pk=guardian.pk).update(last_login=ago(397))
    forget()
    assert not User.objects.filter(pk=guardian.pk).exists()


def test_who_never_signed_in_goes_by_the_day_they_joined(guardian):
    User.objects.filter(pk=guardian.pk).update(date_joined=ago(397), last_login=None)
    warned(guardian, 12)
    forget()
    assert not User.objects.filter(pk=guardian.pk).exists()


def test_those_who_work_or_worked_here_stay(guardian, teacher, school_admin, editor, pupil):
    teacher.memberships.update(ended_at=ago(400))
    operator = User.objects.create_superuser("operator@waymark.example", demo.PASSWORD)
    User.objects.exclude(pk=guardian.pk).update(date_joined=ago(2000), last_login=ago(1000))
    before = set(User.objects.values_list("pk", flat=True))
    forget()
    assert set(User.objects.values_list("pk", flat=True)) == before
    assert operator.pk in before


def test_the_audit_is_kept_for_a_year(teacher):
    for days in (364, 366):
        AuditEntry.objects.create(event="signed_in", by_id=teacher.pk, at=ago(days))
    forget()
    assert AuditEntry.objects.filter(by_id=teacher.pk, event="signed_in", at__lt=ago(360)).count() == 1
