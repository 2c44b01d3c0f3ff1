"""Children at home: a nickname, an age, and a PIN that leads back."""

import pytest

from accounts.choices import Role
from accounts.models import Home, User
from courses.models import Course, LessonCompletion
from quizzes.models import Attempt

from .walking import finish_part

pytestmark = pytest.mark.django_db
PIN = "4826"


@pytest.fixture
def home(phone):
    """A guardian's phone, with one child and a PIN."""
    phone.save()
    phone.post("/family/children/", {"action": "add", "display_name": "Bee", "band": "explorers"})
    phone.post("/family/children/", {"action": "pin", "pin": PIN})
    return phone


def child():
    return User.objects.get(kind="child")


def hand_over(home):
    return home.post("/family/hand-over/", {"child": child().pk})


def test_a_child_is_a_nickname_and_an_age(home):
    bee = child()
    assert (bee.display_name, bee.band, bee.email, bee.school) == ("Bee", "explorers", None, None)
    assert bee.guardian == User.objects.get(email="parent@home.example")
    html = home.get("/family/children/").content.decode()
    assert "0 of 6 lessons finished" in html


def test_the_session_becomes_the_childs(home):
    guardian = home.user
    assert hand_over(home).url == "/family/"
    assert home.user == str(child().pk) != guardian
    html = home.get("/family/").content.decode()
    assert "Your family can see which lessons you have finished" in html
    for path in ["/family/children/", "/family/data/", "/family/save/", "/family/come-back/", "/account/email/"]:
        assert home.get(path).status_code == 404, path
    assert "parent@home.example" not in html


def test_a_child_learns_what_is_for_their_age(home):
    hand_over(home)
    explorers = Course.objects.get(slug="explorers")
    assert home.get(explorers.get_absolute_url()).status_code == 200
    for slug in ["navigators", "family", "staff"]:
        assert home.get(f"/learn/{slug}/").status_code == 404
    finish_part(home.client, explorers.lessons[0])
    assert LessonCompletion.objects.filter(learner=child()).count() == 1


def test_the_family_sees_what_is_finished_and_no_answer(home):
    explorers = Course.objects.get(slug="explorers")
    hand_over(home)
    finish_part(home.client, explorers.lessons[0])
    home.post("/family/back/", {"pin": PIN})
    html = home.get("/family/children/").content.decode()
    assert "1 of 6 lessons finished" in html
    assert explorers.lessons[0].title in html
    attempt = Attempt.objects.get(learner=child())
    assert home.get(f"/quiz/{attempt.pk}/result/").status_code == 404


def test_the_pin_leads_back(home):
    guardian = home.user
    hand_over(home)
    assert home.post("/family/back/", {"pin": "1111"}).status_code == 422
    assert home.user == str(child().pk)
    assert home.post("/family/back/", {"pin": PIN}).url == "/family/"
    assert home.user == guardian


def test_the_pin_is_hashed_and_guesses_are_counted(home):
    assert PIN not in Home.objects.get().pin
    hand_over(home)
    for _ in range(5):
        home.post("/family/back/", {"pin": "9382"})
    response = home.post("/family/back/", {"pin": PIN})
    assert response.status_code == 429
    assert home.user == str(child().pk)


@pytest.mark.parametrize("pin", ["1234", "0000", "12", "abcd", "1234567", ""])
def test_easy_pins_are_refused_with_a_sentence(home, pin):
    response = home.post("/family/children/", {"action": "pin", "pin": pin})
    assert response.status_code == 422
    assert "field__error" in response.content.decode()


def test_no_phone_is_handed_over_without_a_pin(phone):
    phone.save()
    phone.post("/family/children/", {"action": "add", "display_name": "Bee", "band": "explorers"})
    assert hand_over(phone).url == "/family/children/"
    assert phone.user != str(child().pk)


def test_a_pin_never_leads_to_a_school(home, school):
    guardian = User.objects.get(pk=home.user)
    hand_over(home)
    guardian.memberships.create(school=school, role=Role.TEACHER)
    assert home.post("/family/back/", {"pin": PIN}).status_code == 422
    assert home.user == str(child().pk)


def test_another_familys_child_is_not_there(home, laptop):
    laptop.save("other@home.example")
    assert laptop.get(f"/family/children/{child().pk}/").status_code == 404
    assert laptop.post("/family/hand-over/", {"child": child().pk}).status_code == 404
    assert "Bee" not in laptop.get("/family/children/").content.decode()


def test_a_pupil_of_a_school_is_not_to_be_handed_to(home, pupil):
    assert home.post("/family/hand-over/", {"child": pupil.pk}).status_code == 404
    assert home.post("/family/hand-over/", {"child": "²"}).status_code == 404


def test_a_child_is_renamed_or_removed(home):
    path = f"/family/children/{child().pk}/"
    home.post(path, {"action": "save", "display_name": "Bumble", "band": "navigators"})
    assert (child().display_name, child().band) == ("Bumble", "navigators")
    assert home.post(path, {"action": "save", "display_name": "", "band": "staff"}).status_code == 422
    home.post(path, {"action": "remove"})
    assert not User.objects.filter(kind="child").exists()


def test_a_staff_account_has_no_children(sign_in, teacher):
    assert sign_in(teacher).post("/family/children/", {"action": "add"}).status_code == 403
