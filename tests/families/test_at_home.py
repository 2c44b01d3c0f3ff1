"""At home without an account: a family begins, goes on tomorrow, and no page asked who they are."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.choices import Kind
from accounts.models import User
from accounts.tasks import forget
from classrooms.tasks import tidy_sessions
from courses.models import HomeCourse, LessonCompletion, LessonProgress, Rehearsal
from families.road import Road, family_course

from .walking import finish_part, first_part

pytestmark = pytest.mark.django_db
NINETY_DAYS = 90 * 24 * 3600


def guests():
    return User.objects.home_guests()


def test_looking_makes_nobody(client):
    part = first_part()
    for path in ["/", "/family/", "/family/learn/", "/family/practise/", part.get_absolute_url(), part.step_url(1)]:
        assert client.get(path).status_code == 200
    assert not guests().exists()
    assert "sid" not in client.cookies


def test_the_first_next_begins_and_this_device_remembers(client):
    part = first_part()
    response = client.post(part.step_url(1))
    assert response.url == part.step_url(2)
    guest = guests().get()
    assert LessonProgress.objects.furthest(guest, part.translation_key) == 2
    assert NINETY_DAYS - 60 < client.cookies["sid"]["max-age"] <= NINETY_DAYS
    assert client.get(part.get_absolute_url()).url == part.step_url(2)
    page = client.get("/family/").content.decode()
    assert part.title in page
    assert "Go on" in page


def test_a_part_with_its_questions_is_finished_without_an_account(client):
    part = first_part()
    last = finish_part(client, part)
    assert last.status_code == 200
    assert LessonCompletion.objects.filter(learner=guests().get(), lesson_key=part.translation_key).exists()
    assert family_course().lessons[1].title in client.get("/family/").content.decode()


def test_elsewhere_a_guest_is_nobody(client):
    client.post(first_part().step_url(1))
    assert client.get("/account/login/").status_code == 200
    assert client.get("/join/").status_code == 200
    assert client.get("/class/").status_code == 302
    assert client.get("/desk/").status_code == 302


def test_pupil_courses_are_previews_until_they_are_taken_up(client, navigators):
    lesson = navigators.lessons[0]
    assert client.post(lesson.step_url(1)).status_code == 302  # asked who they are
    assert not guests().exists()
    response = client.post(f"/learn/{navigators.slug}/at-home/")
    assert response.status_code == 302
    guest = guests().get()
    assert HomeCourse.objects.get(learner=guest).course_key == navigators.translation_key
    assert client.post(lesson.step_url(1)).url == lesson.step_url(2)
    assert client.post("/learn/pathfinders/patterns/1/").status_code == 403
    assert client.get("/learn/pathfinders/").status_code == 200
    assert client.post("/learn/staff/at-home/").status_code == 403


def test_the_rehearsal_is_noted_and_nothing_else(client):
    html = client.get("/family/practise/").content.decode()
    assert "Somebody has a picture of me" in html
    client.post("/family/practise/", {"choice": "anything"})
    client.post("/family/practise/")
    rehearsal = Rehearsal.objects.get(learner=guests().get())
    assert {field.name for field in rehearsal._meta.fields} == {"id", "learner", "done_at"}


def test_the_certificate_wants_the_rehearsal_too(client):
    client.post(first_part().step_url(1))
    guest = guests().get()
    keys = [lesson.translation_key for lesson in family_course().lessons]
    for key in keys:
        LessonCompletion.objects.finish_together([guest], key)
    road = Road(guest)
    assert road.progress.lessons_finished
    assert not road.complete
    assert road.next.url == "/family/practise/"
    assert "paper__name" not in client.get("/family/certificate/").content.decode()
    client.post("/family/practise/")
    assert Road(guest).complete == road.progress.complete


def test_guests_go_90_days_after_they_were_here(client):
    client.post(first_part().step_url(1))
    guests().update(date_joined=ago(200), last_login=ago(89))
    forget()
    tidy_sessions()
    assert guests().exists()
    assert client.get("/family/").status_code == 200  # here again
    assert guests().get().last_login > ago(1)
    guests().update(last_login=ago(91))
    forget()
    assert not guests().exists()
    assert client.get("/family/").status_code == 200


def test_another_device_knows_nothing(client):
    client.post(first_part().step_url(1))
    assert "Go on" not in Client().get("/family/").content.decode()


def test_pupils_have_a_class_and_not_these_pages(sign_in, pupil):
    client = sign_in(pupil)
    for path in ["/family/", "/family/learn/", "/family/now/", "/family/save/", "/family/data/", "/family/children/"]:
        assert client.get(path).status_code == 404, path


def test_staff_do_the_family_course_as_themselves(sign_in, teacher):
    client = sign_in(teacher)
    part = first_part()
    assert client.post(part.step_url(1)).url == part.step_url(2)
    assert client.get("/family/").status_code == 200
    assert client.get("/family/children/").status_code == 403  # a PIN never leads to a school


@pytest.mark.parametrize("age", ["sparks", "explorers", "navigators", "pathfinders"])
def test_there_are_words_for_each_age(client, age):
    html = client.get(f"/family/talk/?age={age}").content.decode()
    assert html.count("starter__words") == 2


def test_what_to_do_together_leads_into_the_course(client):
    html = client.get("/family/together/").content.decode()
    assert html.count('class="family-door"') == 5
    for path in set(re.findall(r'class="family-door" href="([^"]+)"', html)):
        assert client.get(path).status_code == 200


def ago(days):
    return timezone.now() - timedelta(days=days)


def test_walk_ins_of_a_school_are_no_family(school):
    walk_in = User.objects.create_guest(school, "Quiet Otter")
    assert walk_in.kind == Kind.GUEST
    assert not guests().exists()
