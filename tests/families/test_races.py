"""Many at the same moment: one guest, one address, one letter."""

import itertools
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import transaction

from accounts.models import User
from courses.models import LessonCompletion
from families.merging import NotAGuest, merge
from families.models import HomeLetter
from families.saving import settle
from tests import races

shared_database = races.shared_database
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def guest(db):
    guest = User.objects.create_home_guest()
    LessonCompletion.objects.finish_together([guest], uuid4())
    return guest


def test_a_guest_is_merged_into_one_account_whoever_comes_at_once(guest):
    accounts = [User.objects.create_adult(f"{name}@home.example") for name in "ab"]
    turn = itertools.cycle(accounts)

    def try_to_merge():
        try:
            merge(guest, next(turn))
        except NotAGuest:
            return 0
        return 1

    assert sum(races.at_once(try_to_merge)) == 1
    assert not User.objects.home_guests().exists()
    assert LessonCompletion.objects.filter(learner__in=accounts).count() == 1


def test_one_address_is_one_account_whoever_comes_at_once(guest):
    settled = races.at_once(lambda: settle("parent@home.example", guest).pk)
    assert set(settled) == {guest.pk}
    assert User.objects.get(email="parent@home.example").kind == "adult"
    assert LessonCompletion.objects.get().learner_id == guest.pk


def test_every_family_is_counted_and_a_count_by_reading_first_loses_some(class_group):
    letter = HomeLetter.objects.make(class_group, SimpleNamespace(translation_key=uuid4()), before=False)
    races.at_once(letter.count_one, times=16)
    assert letter.days.get().families == 16

    def count_by_reading_first():  # the negative control
        day = letter.days.get()
        with transaction.atomic():
            letter.days.filter(pk=day.pk).update(families=day.families + 1)

    races.at_once(count_by_reading_first, times=16)
    assert letter.days.get().families < 32
