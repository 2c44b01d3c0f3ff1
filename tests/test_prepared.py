"""Queries whose SQL is written once find what Django's own would have found."""

import datetime

import pytest
from config.prepared import prepared
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Enrolment, User
from courses.models import Assignment, Lesson


@prepared
def person(pk):
    return User.objects.filter(pk=pk, is_active=True).select_related("school")


@prepared
def assigned(class_group, course_key):
    return Assignment.objects.filter(class_group=class_group, course_key=course_key)


@prepared
def sessions_open(now):
    return Session.objects.filter(expire_date__gt=now).order_by("session_key").values_list("session_key", flat=True)


@prepared
def places(class_group, since):
    found = Enrolment.objects.filter(class_group=class_group, started_at__gte=since).order_by("number")
    return found.values_list("number", "learner__display_name")


@prepared
def titles(key):
    return Lesson.objects.filter(translation_key=key).only("title")


def test_a_row_comes_with_what_was_asked_for_at_once(pupil, django_assert_num_queries):
    with django_assert_num_queries(1):
        [found] = person(pupil.pk)
        assert (found, found.school, found.kind) == (pupil, pupil.school, pupil.kind)
    assert vars(found).keys() == vars(User.objects.select_related("school").get(pk=pupil.pk)).keys()


def test_each_asking_has_its_own_values(pupil, stranger):
    assert [person(pupil.pk), person(stranger.pk), person(pupil.pk)] == [[pupil], [stranger], [pupil]]
    User.objects.filter(pk=pupil.pk).update(is_active=False)
    assert person(pupil.pk) == []


def test_keys_rows_and_times_are_given_as_the_database_takes_them(class_group, navigators, pupil):
    assignment = Assignment.objects.assign(class_group, navigators)
    assert assigned(class_group, navigators.translation_key) == [assignment]
    assert [lesson.title for lesson in titles(navigators.lessons[0].translation_key)] == [navigators.lessons[0].title]
    now = timezone.now()
    Session.objects.create(session_key="over", expire_date=now - datetime.timedelta(seconds=1))
    Session.objects.create(session_key="open", expire_date=now + datetime.timedelta(seconds=1))
    assert sessions_open(now) == ["open"]
    assert (pupil.enrolments.get().number, pupil.display_name) in places(class_group, now - datetime.timedelta(days=1))
    assert places(class_group, now + datetime.timedelta(days=1)) == []


@prepared
def people(numbers, name):
    return User.objects.filter(pk__in=numbers, display_name=name).order_by("pk")


def test_lists_may_have_any_length(pupil, stranger, classmate):
    everybody = [pupil, stranger, classmate]
    User.objects.filter(pk__in=[one.pk for one in everybody]).update(display_name="Sam")
    for length in [*range(20), 1, 0, 3]:
        asked = (everybody * 7)[:length]
        assert people([one.pk for one in asked], "Sam") == sorted(set(asked), key=lambda one: one.pk)
    assert people([one.pk for one in everybody], "Noor") == []


def test_the_sql_is_djangos_own(pupil):
    person(pupil.pk)  # written
    with CaptureQueriesContext(connection) as asked:
        person(pupil.pk)
        list(User.objects.filter(pk=pupil.pk, is_active=True).select_related("school"))
    ours, djangos = (query["sql"].replace("(", "").replace(")", "") for query in asked)
    assert ours == djangos


def test_a_number_that_no_column_holds_is_nobodys(pupil):
    assert person(2**63) == person(10**30) == person(-(2**70)) == []


def test_nothing_is_compared_with_none(db):
    with pytest.raises(TypeError, match="None cannot be given"):
        person(None)


def test_what_would_be_fetched_afterwards_is_refused(db):
    @prepared
    def with_places(pk):
        return User.objects.filter(pk=pk).prefetch_related("enrolments")

    with pytest.raises(TypeError, match="one question"):
        with_places(1)
