"""Their data: all of it to see and to take, and none of it left when they say so."""

import datetime
import json

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from accounts.models import Home, User
from accounts.tasks import forget
from classrooms import demo
from courses.models import Course
from pages.models import OutgoingMail

from .conftest import ADDRESS, newest
from .walking import finish_part, first_part

pytestmark = pytest.mark.django_db


@pytest.fixture
def family(phone):
    finish_part(phone.client, first_part())
    phone.post("/family/practise/")
    phone.save()
    phone.post("/family/children/", {"action": "add", "display_name": "Canarybird", "band": "explorers"})
    phone.post("/family/come-back/", {"action": "ask"})
    return phone


def test_everything_is_seen_and_downloaded(family):
    html = family.get("/family/data/").content.decode()
    assert ADDRESS in html
    assert "Canarybird" in html
    assert first_part().title in html
    response = family.post("/family/data/", {"action": "download"})
    assert response["Content-Disposition"].startswith("attachment")
    kept = json.loads(response.content)
    assert kept["account"]["email"] == ADDRESS
    assert len(kept["you"]["lessons_finished"]) == 1
    assert kept["you"]["questions"][0]["answers"]
    assert kept["you"]["practised_on"]
    assert kept["children"][0]["nickname"] == "Canarybird"
    assert kept["home"]["letters_from"]


def test_a_file_says_no_more_of_a_child_than_the_page(family):
    """The child was told: they can't see your answers."""
    course = Course.objects.get(slug="explorers")
    demo.take_course(course, User.objects.get(kind="child"), 2)
    kept = json.loads(family.post("/family/data/", {"action": "download"}).content)["children"][0]
    assert set(kept) == {
        "nickname",
        "age",
        "lessons_finished",
        "sets_of_answers_that_only_the_child_sees",
    }
    assert kept["lessons_finished"] == [{"lesson": lesson.title} for lesson in course.lessons[:2]]
    assert kept["sets_of_answers_that_only_the_child_sees"] == 2


def test_nothing_goes_by_mistake(family):
    assert family.post("/family/data/", {"action": "delete"}).status_code == 422
    assert User.objects.filter(email=ADDRESS).exists()


def test_everything_goes_at_once(family):
    family.post("/family/data/", {"action": "delete", "sure": "1"})
    assert family.user is None
    assert not User.objects.filter(email=ADDRESS).exists()
    assert not OutgoingMail.objects.filter(to=[ADDRESS]).exists()
    assert not Home.objects.exists()
    for text in whole_database():
        assert ADDRESS not in text
        assert "Canarybird" not in text
    assert "Nothing. You" in family.get("/family/data/").content.decode()


def whole_database():
    """Every row of every table, and what the sessions hold, as text."""
    for session in Session.objects.all():
        yield str(session.get_decoded())
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                yield " ".join(map(str, row))


def test_a_guest_may_see_and_delete_as_well(phone):
    phone.post(first_part().step_url(1))
    assert "Only this device knows" in phone.get("/family/data/").content.decode()
    phone.post("/family/data/", {"action": "delete", "sure": "1"})
    assert not User.objects.home_guests().exists()


def test_staff_and_other_families_are_not_touched(family, sign_in, teacher, guardian):
    assert sign_in(teacher).post("/family/data/", {"action": "delete", "sure": "1"}).url == "/account/email/"
    family.post("/family/data/", {"action": "delete", "sure": "1"})
    assert User.objects.filter(pk__in=[teacher.pk, guardian.pk]).count() == 2


# --- after 13 months ----------------------------------------------------------------------------------------


def ago(days):
    return timezone.now() - datetime.timedelta(days=days)


def last_here(days):
    User.objects.filter(email=ADDRESS).update(date_joined=ago(900), last_login=ago(days))


def letters_to_them():
    return OutgoingMail.objects.filter(to=[ADDRESS]).count()


def test_two_warnings_and_then_they_go_with_their_children(family):
    before = letters_to_them()
    last_here(335)
    forget()
    assert letters_to_them() == before
    last_here(337)
    forget()
    forget()
    assert letters_to_them() == before + 1
    assert "/family/save/" in newest().get_content()
    Home.objects.update(warned_at=ago(46))
    last_here(383)
    forget()
    forget()
    assert letters_to_them() == before + 2
    Home.objects.update(warned_again_at=ago(14))
    last_here(397)
    forget()
    assert not User.objects.filter(kind="child").exists()
    assert not User.objects.filter(email=ADDRESS).exists()


def test_nobody_goes_unwarned_because_the_worker_stood_still(family):
    last_here(500)
    forget()
    assert User.objects.filter(email=ADDRESS).exists()
    Home.objects.update(warned_at=ago(11))
    forget()
    forget()
    assert User.objects.filter(email=ADDRESS).exists()
    Home.objects.update(warned_again_at=ago(11))
    forget()
    assert not User.objects.filter(email=ADDRESS).exists()


def test_who_comes_back_is_warned_anew(family):
    Home.objects.update(warned_at=ago(500), warned_again_at=ago(480))
    last_here(397)
    forget()
    assert User.objects.filter(email=ADDRESS).exists()


def test_being_here_counts_though_nobody_signs_in(family):
    last_here(300)
    family.get("/family/")
    assert User.objects.get(email=ADDRESS).last_login > ago(1)
