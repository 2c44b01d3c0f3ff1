"""What a family can put up when a course is finished: printed from the browser, and nothing of it is kept."""

import pytest

from accounts.models import User
from certificates.models import Certificate
from classrooms import demo
from courses.models import Course, HomeCourse, LessonCompletion, Rehearsal

from .walking import finish_part, first_part

PIN = "4826"
pytestmark = pytest.mark.django_db


@pytest.fixture
def home(phone):
    """A guardian with a child of ten, who has the PIN."""
    phone.save()
    phone.post("/family/children/", {"action": "add", "display_name": "Bee", "band": "explorers"})
    phone.post("/family/children/", {"action": "pin", "pin": PIN})
    return phone


@pytest.fixture
def child(home):
    return User.objects.get(kind="child")


@pytest.fixture
def explorers():
    return Course.objects.get(slug="explorers")


def finish(course, learner):
    demo.take_course(course, learner, len(course.lessons), end=course.has_end_quiz)


def test_a_child_who_finished_has_one_to_print(home, child, explorers):
    finish(explorers, child)
    home.post("/family/hand-over/", {"child": child.pk})
    address = "/family/certificate/explorers/"
    assert f'href="{address}"' in home.get("/family/").content.decode()
    html = home.get(address).content.decode()
    assert explorers.certificate_title in html
    assert 'value="Bee"' in html


def test_their_grown_up_sees_it_and_prints_it_too(home, child, explorers):
    address = f"/family/children/{child.pk}/certificate/explorers/"
    assert home.get(address).status_code == 404
    for path in ["/family/", "/family/children/"]:
        assert address not in home.get(path).content.decode()
    finish(explorers, child)
    assert "Bee has finished" in home.get("/family/").content.decode()
    assert "Course finished" in home.get("/family/children/").content.decode()
    for path in ["/family/", "/family/children/"]:
        assert address in home.get(path).content.decode()
    assert 'value="Bee"' in home.get(address).content.decode()


def test_all_lessons_without_the_end_quiz_are_not_enough(home, child, explorers):
    demo.take_course(explorers, child, len(explorers.lessons))
    assert home.get(f"/family/children/{child.pk}/certificate/explorers/").status_code == 404


def test_nothing_of_it_is_kept_or_sent(home, child, explorers):
    finish(explorers, child)
    html = home.get(f"/family/children/{child.pk}/certificate/explorers/").content.decode()
    paper = html[html.index('class="paper"') : html.index("</main>")]
    assert "<form" not in paper
    assert " name=" not in paper  # the field has none, so no form could send it
    assert not Certificate.objects.filter(learner=child).exists()


def test_another_familys_child_has_none(home, child, explorers, laptop):
    finish(explorers, child)
    laptop.save("other@home.example")
    assert laptop.get(f"/family/children/{child.pk}/certificate/explorers/").status_code == 404
    assert laptop.get("/family/certificate/explorers/").status_code == 404


def test_a_course_done_side_by_side_has_one_without_an_account(phone, explorers):
    phone.post("/learn/explorers/at-home/")
    guest = User.objects.home_guests().get()
    assert HomeCourse.objects.filter(learner=guest).exists()
    assert phone.get("/family/certificate/explorers/").status_code == 404
    finish(explorers, guest)
    assert "/family/certificate/explorers/" in phone.get("/family/learn/").content.decode()
    html = phone.get("/family/certificate/explorers/").content.decode()
    assert 'value=""' in html[html.index("paper__name") :]


def test_the_familys_own_has_the_day_on_which_it_was_finished(phone):
    finish_part(phone, first_part())
    guest = User.objects.home_guests().get()
    finish(Course.objects.get(slug="family"), guest)
    Rehearsal.objects.done(guest)
    LessonCompletion.objects.filter(learner=guest).update(completed_at="2026-07-04T12:00Z")
    html = phone.get("/family/certificate/").content.decode()
    assert "4 July 2026" in html
    assert "paper__name" in html
    assert not Certificate.objects.filter(learner=guest).exists()


def test_a_guardian_finds_those_with_a_code_from_the_family_page(home):
    assert 'href="/certificates/"' in home.get("/family/").content.decode()
    assert home.get("/certificates/").status_code == 200
    assert 'href="/certificates/"' not in type(home)().get("/family/").content.decode()
