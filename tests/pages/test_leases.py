"""Rows that are their own queue: done once, put back when they fail."""

import pytest
from django.utils import timezone

from pages.models import OutgoingMail


@pytest.fixture
def rows(db):
    return [OutgoingMail.objects.create(to=[f"{number}@school.example"], message=b"") for number in range(3)]


def test_one_that_breaks_keeps_no_other_waiting(rows):
    def work(row):
        if row == rows[0]:
            raise ValueError(row.to)
        row.delete()

    OutgoingMail.objects.work_off(work, limit=3)
    left = OutgoingMail.objects.get()
    assert (left, left.last_error, left.tries) == (rows[0], "ValueError", 1)
    assert not OutgoingMail.objects.due().exists()


def test_who_was_overtaken_puts_nothing_back(rows):
    """Its lease ended while it worked, and another worker has the row now."""

    def work(row):
        if row.tries == 1:
            OutgoingMail.objects.filter(pk=row.pk).update(lease_until=timezone.now())
            OutgoingMail.objects.work_on(row.pk, work)
            raise ValueError
        OutgoingMail.objects.filter(pk=row.pk).update(done_at=timezone.now())

    OutgoingMail.objects.work_on(rows[0].pk, work)
    row = OutgoingMail.objects.get(pk=rows[0].pk)
    assert row.done_at and (row.last_error, row.tries) == ("", 2)


def test_what_takes_each_worker_down_with_it_is_given_up(rows):
    OutgoingMail.objects.filter(pk=rows[0].pk).update(tries=OutgoingMail.MOST_TRIES)
    OutgoingMail.objects.work_on(rows[0].pk, lambda _row: pytest.fail("not once more"))
    row = OutgoingMail.objects.get(pk=rows[0].pk)
    assert row.failed_at and row.last_error == "TimeoutError"
