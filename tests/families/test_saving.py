"""Save my place: the guest becomes the account, or is merged once; and what an attacker would try (A6, S1)."""

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from accounts.choices import Kind, Role
from accounts.models import FailedAttempt, Home, User
from accounts.models.places import Card
from classrooms import demo
from courses.models import LessonCompletion, LessonProgress, Rehearsal
from families.merging import NotAGuest, merge
from families.road import family_course
from pages.models import OutgoingMail
from quizzes.models import Attempt
from tests.accounts.conftest import new_card

from .conftest import ADDRESS, code_in, newest
from .walking import finish_part, first_part

pytestmark = pytest.mark.django_db


def begin(browser, steps=1):
    for number in range(1, steps + 1):
        browser.post(first_part().step_url(number))
    return User.objects.home_guests().order_by("-pk").first()


def test_the_guest_is_upgraded_in_place(phone):
    guest = begin(phone)
    Rehearsal.objects.done(guest)
    key_before = phone.client.cookies["sid"].value
    response = phone.save()
    assert response.status_code == 302
    account = User.objects.get(email=ADDRESS)
    assert account.pk == guest.pk
    assert (account.kind, account.has_usable_password()) == (Kind.ADULT, False)
    assert phone.user == str(account.pk)
    assert phone.client.cookies["sid"].value != key_before
    assert LessonProgress.objects.filter(learner=account).exists()
    assert Rehearsal.objects.filter(learner=account).exists()
    assert EmailAddress.objects.get(user=account).verified
    assert phone.get(first_part().get_absolute_url()).url == first_part().step_url(2)
    assert phone.get("/go/").url == "/family/"


def test_the_place_comes_to_another_device(phone, laptop):
    begin(phone, steps=2)
    phone.save()
    laptop.save()
    assert User.objects.filter(email=ADDRESS).count() == 1
    assert laptop.get(first_part().get_absolute_url()).url == first_part().step_url(3)
    assert 89 * 86400 < laptop.client.session.get_expiry_age() <= 90 * 86400


def test_what_two_devices_did_is_merged_once(phone, laptop):
    begin(phone, steps=1)
    phone.save()
    account = User.objects.get(email=ADDRESS)
    finish_part(laptop.client, first_part())
    guest = User.objects.home_guests().get()
    Rehearsal.objects.done(guest)
    laptop.save()
    assert not User.objects.filter(pk=guest.pk).exists()
    assert LessonCompletion.objects.filter(learner=account).count() == 1
    assert LessonProgress.objects.furthest(account, first_part().translation_key) == first_part().step_count
    assert Attempt.objects.finished().filter(learner=account).count() == 1
    assert Rehearsal.objects.filter(learner=account).exists()


def test_both_may_have_begun_the_same_questions(phone, laptop):
    quiz = first_part().quiz
    for browser in (phone, laptop):
        guest = begin(browser)
        quiz.start(guest, home="/")
    phone.save()
    laptop.save()
    assert Attempt.objects.open().filter(learner__email=ADDRESS).count() == 1
    assert not User.objects.home_guests().exists()


def test_two_accounts_are_never_merged(phone, guardian):
    other = User.objects.create_adult("other@home.example")
    LessonCompletion.objects.finish_together([other], first_part().translation_key)
    with pytest.raises(NotAGuest):
        merge(other, guardian)
    begin(phone)
    phone.save(other.email)
    assert phone.post("/family/save/", {"email": guardian.email}).url == "/family/"  # signed in: nothing to prove
    assert User.objects.filter(pk__in=[other.pk, guardian.pk]).count() == 2
    assert not LessonCompletion.objects.filter(learner=guardian).exists()


def test_a_guest_who_became_an_account_meanwhile_is_left_alone(phone, guardian):
    """Two tabs with one guest: the second finds no guest any more."""
    guest = begin(phone)
    User.objects.filter(pk=guest.pk).update(kind=Kind.ADULT, email="first@home.example")
    phone.save(guardian.email)
    assert User.objects.filter(email="first@home.example").exists()
    assert phone.user == str(guardian.pk)


def test_pupils_and_walk_ins_are_no_guests_to_merge(guardian, pupil, school):
    for learner in (pupil, User.objects.create_guest(school, "Quiet Otter")):
        with pytest.raises(NotAGuest):
            merge(learner, guardian)


# --- A6: codes --------------------------------------------------------------------------------------------


def test_a_code_works_once(phone):
    begin(phone)
    phone.ask()
    code = code_in(newest())
    assert phone.give(code).url == "/family/"
    phone.post("/sign-out/")
    assert phone.give(code).url == "/family/save/"
    assert phone.user is None


def test_a_code_works_only_in_the_browser_that_asked(phone, laptop):
    phone.ask()
    code = code_in(newest())
    assert laptop.give(code).url == "/family/save/"
    laptop.ask("attacker@home.example")
    assert laptop.give(code).status_code == 422
    assert laptop.user is None


def test_a_code_has_three_tries_whoever_counts(phone):
    phone.ask()
    code = code_in(newest())
    kept = dict(phone.client.session)
    for _ in range(2):
        assert phone.give("AAAA-AAAA").status_code == 422
    session = phone.client.session  # as if another request at the same moment had read it before
    session["place_to_save"] = kept["place_to_save"]
    session.save()
    phone.give("AAAA-AAAA")
    session = phone.client.session
    session["place_to_save"] = kept["place_to_save"]
    session.save()
    assert phone.give(code).url == "/family/save/"
    assert phone.user is None


def test_a_code_has_ten_minutes(phone):
    phone.ask()
    session = phone.client.session
    session["place_to_save"]["at"] -= 601
    session.save()
    assert phone.give(code_in(newest())).url == "/family/save/"


def test_codes_are_long_and_looking_changes_nothing(phone):
    phone.ask()
    code = code_in(newest())
    assert len(code.replace("-", "")) * 4 > 20
    assert phone.get("/family/save/code/").status_code == 200
    assert phone.give(code.lower().replace("-", " ")).url == "/family/"


def test_letters_to_one_address_are_few(phone):
    for _ in range(5):
        assert phone.ask().status_code == 302
    assert phone.ask().status_code == 429
    assert OutgoingMail.objects.count() == 5
    assert not FailedAttempt.objects.filter(door__contains=ADDRESS).exists()


def test_known_and_unknown_addresses_look_the_same(phone, laptop, guardian, teacher):
    pages = []
    for browser, address in [(phone, guardian.email), (laptop, "nobody@home.example"), (laptop, teacher.email)]:
        response = browser.ask(address)
        assert (response.status_code, response.url) == (302, "/family/save/code/")
        html = browser.get(response.url).content.decode()
        pages.append(html.replace(address, "ADDRESS").partition("<main")[2].partition('name="csrf')[0])
    assert len(set(pages)) == 1
    assert OutgoingMail.objects.count() == 3


@pytest.mark.parametrize("kind", ["teacher", "editor", "left", "second step", "closed"])
def test_codes_are_for_guardians(phone, school, guardian, teacher, editor, kind):
    who = {"teacher": teacher, "left": teacher, "editor": editor}.get(kind, guardian)
    if kind == "left":
        teacher.memberships.update(ended_at=timezone.now())
    if kind == "second step":
        demo.give_second_factor(guardian)
    if kind == "closed":
        User.objects.filter(pk=guardian.pk).update(is_active=False)
    phone.ask(who.email)
    letter = newest().get_content()
    assert "signs in another way" in letter
    assert phone.give("").status_code == 422
    assert phone.give("AAAA-AAAA").status_code == 422
    assert phone.user is None


def test_who_becomes_staff_while_the_code_travels_is_refused(phone, guardian, school):
    phone.ask(guardian.email)
    code = code_in(newest())
    guardian.memberships.create(school=school, role=Role.TEACHER)
    assert phone.give(code).status_code in {302, 422}
    assert phone.user is None


def test_a_password_that_a_stranger_set_before_is_worth_nothing(phone):
    """They signed up with the parent's address, could not prove it, and wait for the parent to do so."""
    trap = User.objects.create_adult(ADDRESS, "Trap", "a-strangers-password")
    EmailAddress.objects.create(user=trap, email=ADDRESS, verified=False, primary=True)
    phone.save()
    trap.refresh_from_db()
    assert phone.user == str(trap.pk)
    assert not trap.has_usable_password()


def test_a_password_of_their_own_stays(phone, guardian):
    EmailAddress.objects.create(user=guardian, email=guardian.email, verified=True, primary=True)
    phone.save(guardian.email)
    guardian.refresh_from_db()
    assert guardian.check_password(demo.PASSWORD)
    assert Home.objects.filter(guardian=guardian).exists()


def test_a_guardian_with_a_password_brings_what_the_guest_did(phone, guardian):
    EmailAddress.objects.create(user=guardian, email=guardian.email, verified=True, primary=True)
    begin(phone)
    phone.post("/account/login/", {"login": guardian.email, "password": demo.PASSWORD})
    assert phone.user == str(guardian.pk)
    assert LessonProgress.objects.filter(learner=guardian).exists()
    assert not User.objects.home_guests().exists()


def test_staff_leave_the_familys_guest_and_its_long_session_behind(phone, teacher):
    begin(phone)
    phone.post("/account/login/", {"login": teacher.email, "password": demo.PASSWORD})
    assert phone.user == str(teacher.pk)
    assert "guest" not in phone.client.session
    assert phone.client.session.get_expire_at_browser_close()
    assert not LessonProgress.objects.filter(learner=teacher).exists()


# --- S1: one browser, one after the other -------------------------------------------------------------------


def test_nothing_is_left_for_a_pupil_on_the_same_tablet(phone, pupil, class_group):
    begin(phone)
    card = new_card(pupil)
    key = phone.client.cookies["sid"].value
    said = {"class_code": class_group.code, "number": card.enrolment.number, "words": card.words}
    assert phone.post("/join/", said).status_code == 302
    assert phone.client.cookies["sid"].value != key
    assert set(phone.client.session.keys()).isdisjoint({"guest", "stays", "place_to_save"})
    phone.post("/sign-out/")
    assert "Go on" not in phone.get("/family/").content.decode()
    assert Card.objects.exists()


def test_signing_out_leaves_nothing_of_the_guardian(phone):
    begin(phone)
    phone.save()
    phone.post("/sign-out/")
    assert phone.user is None
    assert "Go on" not in phone.get("/family/").content.decode()
    assert phone.get("/family/data/").content.decode().count("Nothing. You") == 1


def test_a_guardians_session_stays_and_staff_sessions_end(phone, guardian, school):
    phone.save(guardian.email)
    session = phone.client.session
    session["started"] = (timezone.now() - timezone.timedelta(days=30)).isoformat()
    session.save()
    assert phone.get("/family/children/").status_code == 200
    guardian.memberships.create(school=school, role=Role.TEACHER)
    assert phone.get("/family/children/").status_code in {302, 403}


def test_the_family_course_is_theirs(phone):
    phone.save()
    for lesson in family_course().lessons:
        assert phone.get(lesson.step_url(1)).status_code == 200
    assert "teacher" not in phone.get("/learn/family/").content.decode()
