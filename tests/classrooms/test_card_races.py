"""Cards and lists from two windows in the same moment; each guard with its control."""

import threading
from contextlib import suppress

import pytest
from django.contrib.auth import authenticate

from accounts.cards import let_in
from accounts.models import Card, ClassGroup
from classrooms import carding, demo, enrolling
from classrooms.models import CardSheet
from pages.models import LeasedQuerySet
from tests import races

shared_database = races.shared_database
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def class_group():
    school = demo.make_school("Hillside School", "england")
    teacher = demo.make_staff(school, "teacher", "teacher@hillside.example", "Ms Okafor")
    group = demo.make_class(school, "8 Oak", "Year 8", "navigators", [teacher])
    for name in ["Amira", "Ben", "Cerys"]:
        group.enrol(name)
    return group


@pytest.fixture
def paper(monkeypatch):
    """What each worker drew, slowly."""
    drawn, both = [], threading.Barrier(2)

    def pdf_of(_sheet, secrets):
        drawn.append(secrets)
        with suppress(threading.BrokenBarrierError):
            both.wait(timeout=1)
        return b"%PDF"

    monkeypatch.setattr(carding, "pdf_of", pdf_of)
    return drawn


def ask(class_group):
    return CardSheet.objects.ask(class_group, class_group.teachers.get()).pk


def test_asked_for_at_once_it_is_one_sheet(class_group):
    assert len(set(races.at_once(lambda: ask(class_group)))) == 1
    assert CardSheet.objects.count() == 1


def test_control_without_the_constraint_it_would_be_several(class_group):
    with races.without(CardSheet, "one_sheet_waits"):
        assert len(set(races.at_once(lambda: ask(class_group)))) > 1


def test_two_workers_draw_a_sheet_once(class_group, paper):
    ask(class_group)
    races.at_once(carding.draw_due, times=2)
    assert len(paper) == 1
    assert Card.objects.filter(void_at=None).count() == Card.objects.count() == 3


def test_a_worker_that_was_overtaken_leaves_nothing_behind(class_group, paper, monkeypatch):
    """Its lease was over: both drew, and one of the two PDFs is good with all its cards."""
    monkeypatch.setattr(LeasedQuerySet, "claim", lambda *_: True)
    ask(class_group)
    races.at_once(carding.draw_due, times=2)
    assert len(paper) == 2
    assert Card.objects.count() == 3
    live = Card.objects.filter(void_at=None).select_related("enrolment")
    kept = [secrets for secrets in paper if all(Card.digest(one.token) in {c.token for c in live} for one in secrets)]
    assert len(kept) == 1


def test_the_same_list_from_two_windows_comes_once(class_group):
    def add():
        return enrolling.enrol_names(ClassGroup.objects.get(pk=class_group.pk), ["Dylan", "Efua"])

    assert sorted(races.at_once(add, times=4)) == [0, 0, 0, 2]
    assert class_group.enrolments.count() == 5


def test_tickets_from_two_windows_come_once(class_group):
    def add():
        return enrolling.enrol_tickets(ClassGroup.objects.get(pk=class_group.pk), 4, 3)

    assert sorted(races.at_once(add, times=4)) == [0, 0, 0, 4]


def test_words_for_today_let_in_one_of_two_devices(class_group):
    place = class_group.enrolments.select_related("class_group", "learner").first()
    words = let_in(place).words

    def come():
        return authenticate(None, class_code=class_group.code, number=place.number, words=words) is not None

    assert races.at_once(come, times=4).count(True) == 1


def test_control_without_using_them_up_all_would_come_in(class_group, monkeypatch):
    place = class_group.enrolments.select_related("class_group", "learner").first()
    words = let_in(place).words
    monkeypatch.setattr(Card, "use_up", lambda self: True)

    def come():
        return authenticate(None, class_code=class_group.code, number=place.number, words=words) is not None

    assert races.at_once(come, times=4).count(True) == 4
