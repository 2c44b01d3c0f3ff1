"""Adults sign up and in by e-mail, through allauth."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.utils import timezone

from accounts.adapter import plain_email
from accounts.choices import Kind
from accounts.models import FailedAttempt, User
from classrooms import demo

SIGN_UP = {"email": "new@school.example", "display_name": "Sam  Newman", "password1": "velvet-otter-lantern"}


@pytest.fixture(autouse=True)
def _mail_in_memory(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def log_in(email, password=demo.PASSWORD, client=None):
    client = client or Client()
    return client, client.post("/account/login/", {"login": email, "password": password})


def wrong(email, times, client=None):
    for _ in range(times):
        response = log_in(email, "not this", client)[1]
    return response


def code_of(message):
    return re.search(r"^([A-Z]{4}-[A-Z]{4})$", message.body, re.MULTILINE)[1]


def totp(user):
    """The six digits that the user's device shows now."""
    secret = user.authenticator_set.get(type="totp").wrap().instance.data["secret"]
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


# --- signing up ---------------------------------------------------------------------------------------------------


def test_signing_up_asks_for_name_address_and_one_password(client, db):
    page = client.get("/account/signup/").content.decode()
    asked = set(re.findall(r'name="(\w+)"', page.partition("<main")[2].partition("</main")[0]))
    assert asked == {"csrfmiddlewaretoken", "email", "display_name", "password1"}


def test_a_new_adult_verifies_the_address_by_a_code(client, db):
    assert client.post("/account/signup/", SIGN_UP)["Location"] == "/account/confirm-email/"
    user = User.objects.get()
    assert (user.kind, user.display_name, user.email) == (Kind.ADULT, "Sam Newman", "new@school.example")
    assert client.get("/desk/").status_code == 302
    response = client.post("/account/confirm-email/", {"code": code_of(mail.outbox[0]).lower().replace("-", " ")})
    assert response["Location"] == "/go/"
    assert client.get("/go/")["Location"] == "/family/"


def test_a_code_has_three_tries(client, db):
    client.post("/account/signup/", SIGN_UP)
    for _ in range(3):
        client.post("/account/confirm-email/", {"code": "BBBB-BBBB"})
    client.post("/account/confirm-email/", {"code": code_of(mail.outbox[0])})
    assert client.get("/go/")["Location"].startswith("/account/login/")


def test_a_code_ends_after_ten_minutes(client, db, monkeypatch):
    client.post("/account/signup/", SIGN_UP)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 601)
    client.post("/account/confirm-email/", {"code": code_of(mail.outbox[0])})
    assert client.get("/go/")["Location"].startswith("/account/login/")


def test_a_code_counts_only_in_the_browser_that_asked(client, db):
    client.post("/account/signup/", SIGN_UP)
    other = Client()
    other.post("/account/confirm-email/", {"code": code_of(mail.outbox[0])})
    assert other.get("/go/")["Location"].startswith("/account/login/")


def page_after(client, response):
    """Status, where it leads, and what is said there without what differs by chance."""
    page = client.get(response["Location"]).content.decode()
    return response.status_code, response["Location"], re.sub(r'value="\w{64}"|[\w.]+@[\w.]+', "", page)


@pytest.mark.parametrize("verified", [True, False])
def test_signing_up_with_a_known_address_looks_the_same(db, verified):
    if verified:
        demo.make_adult("new@school.example", "Sam")
    else:
        Client().post("/account/signup/", SIGN_UP)
        cache.clear()  # a code is sent once in ten seconds
    known, unknown = Client(), Client()
    same = page_after(known, known.post("/account/signup/", SIGN_UP))
    assert same == page_after(unknown, unknown.post("/account/signup/", SIGN_UP | {"email": "other@school.example"}))
    assert User.objects.filter(email="new@school.example").count() == 1


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"password1": "short"}, "password1"),
        ({"password1": "teacherschool12"}, "password1"),
        ({"password1": "password12345"}, "password1"),
        ({"password1": "new@school.example"}, "password1"),
        ({"display_name": " \u202e "}, "display_name"),
        ({"display_name": ""}, "display_name"),
        ({"email": "nobody"}, "email"),
    ],
)
def test_what_cannot_be_used_is_said_beside_the_field(client, db, changed, field):
    response = client.post("/account/signup/", SIGN_UP | changed)
    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert not User.objects.exists()


def test_a_long_password_is_welcome(client, db):
    response = client.post("/account/signup/", SIGN_UP | {"password1": "otter " * 20 + "x"})
    assert response.status_code == 302


# --- signing in ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("email", ["teacher@hillside.example", " Teacher@Hillside.Example "])
def test_a_teacher_signs_in(teacher, email):
    client, response = log_in(email)
    assert response["Location"] == "/go/"


def test_each_comes_to_where_they_work(teacher, editor, guardian, pupil, sign_in):
    homes = {teacher: "/desk/", editor: "/cms/", guardian: "/family/", pupil: "/class/"}
    assert {user: sign_in(user).get("/go/")["Location"] for user in homes} == homes


def said(response):
    return re.sub(r'value="[^"]*"', "", response.content.decode())


def test_known_and_unknown_addresses_answer_the_same(teacher):
    assert said(wrong("teacher@hillside.example", 1)) == said(wrong("nobody@hillside.example", 1))


def test_known_and_unknown_addresses_are_paused_the_same(teacher):
    assert said(wrong("teacher@hillside.example", 11)) == said(wrong("nobody@hillside.example", 11))


def test_asking_for_a_new_password_answers_the_same(teacher):
    known, unknown = Client(), Client()
    same = page_after(known, known.post("/account/password/reset/", {"email": "teacher@hillside.example"}))
    again = page_after(unknown, unknown.post("/account/password/reset/", {"email": "nobody@hillside.example"}))
    assert same == again
    assert len(mail.outbox) == 1


def test_ten_wrong_passwords_pause_the_account_for_five_minutes(teacher, clock):
    assert "Too many" not in wrong("teacher@hillside.example", 10).content.decode()
    assert "Too many" in log_in("teacher@hillside.example")[1].content.decode()
    clock(301)
    assert log_in("teacher@hillside.example")[1].status_code == 302


def test_right_passwords_between_do_not_give_more_guesses(teacher):
    for _ in range(2):
        wrong("teacher@hillside.example", 5)
        log_in("teacher@hillside.example")
    assert "Too many" in log_in("teacher@hillside.example")[1].content.decode()


def test_unicode_twins_of_an_address_share_its_guesses():
    assert plain_email(" ﬁona@Hillside.example ") == plain_email("FIONA@hillside.example")


def test_a_forged_address_changes_nothing(teacher):
    for n in range(10):
        browser = Client(headers={"x-forwarded-for": f"10.0.0.{n}"})
        wrong("teacher@hillside.example", 1, browser)
    assert "Too many" in log_in("teacher@hillside.example")[1].content.decode()


def test_sixty_right_passwords_from_one_address_in_a_minute(teacher):
    assert {log_in("teacher@hillside.example")[1].status_code for _ in range(60)} == {302}


def test_a_strangers_guesses_do_not_shut_out_the_teacher_on_their_own_device(teacher):
    own, _response = log_in("teacher@hillside.example")
    own.post("/sign-out/")
    wrong("teacher@hillside.example", 10)
    assert "Too many" in log_in("teacher@hillside.example")[1].content.decode()
    assert log_in("teacher@hillside.example", client=own)[1].status_code == 302


def test_many_wrong_passwords_close_an_address_to_new_devices_for_a_minute(teacher, clock):
    own, _response = log_in("teacher@hillside.example")
    own.post("/sign-out/")
    for n in range(61):
        wrong(f"somebody{n}@hillside.example", 1)
    assert "Too many" in log_in("teacher@hillside.example")[1].content.decode()
    assert log_in("teacher@hillside.example", client=own)[1].status_code == 302
    clock(61)
    assert log_in("teacher@hillside.example")[1].status_code == 302


def test_signing_in_works_and_is_limited_without_a_cache(teacher, settings):
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "not_there"},
        "bodies": settings.CACHES["bodies"],
    }
    assert log_in("teacher@hillside.example")[1].status_code == 302
    wrong("teacher@hillside.example", 10)
    assert "Too many" in log_in("teacher@hillside.example")[1].content.decode()


def test_who_is_not_active_is_told_so_only_after_the_right_password(teacher):
    teacher.is_active = False
    teacher.save()
    assert wrong("teacher@hillside.example", 1).status_code == 200
    assert log_in("teacher@hillside.example")[1]["Location"] == "/account/inactive/"


def test_a_pupil_has_no_password_to_guess(pupil):
    assert not pupil.has_usable_password()
    assert log_in("")[1].status_code == 200


def test_the_cookie_ends_with_the_browser_and_the_session_after_eight_hours(teacher):
    client, response = log_in("teacher@hillside.example")
    assert not response.cookies["sid"]["max-age"]
    session = client.session
    session["started"] = (timezone.now() - timezone.timedelta(hours=8, seconds=1)).isoformat()
    session.save()
    assert client.get("/go/")["Location"] == "/account/login/"


# --- a new password -----------------------------------------------------------------------------------------------


def test_a_new_password_is_set_by_a_code_and_ends_other_sessions_and_pauses(teacher):
    elsewhere, _response = log_in("teacher@hillside.example")
    wrong("teacher@hillside.example", 10)
    client = Client()
    client.post("/account/password/reset/", {"email": "teacher@hillside.example"})
    assert mail.outbox[0].subject == "Choose a new Waymark password"
    assert "Never give a code to anybody" in mail.outbox[0].body
    client.post("/account/password/reset/confirm/", {"code": code_of(mail.outbox[0])})
    new = {"password1": "violin-comet-puddle", "password2": "violin-comet-puddle"}
    client.post("/account/password/reset/complete/", new)
    assert client.get("/go/")["Location"].startswith("/account/login/"), "a new password does not sign in"
    assert elsewhere.get("/go/")["Location"].startswith("/account/login/")
    assert log_in("teacher@hillside.example", "violin-comet-puddle")[1].status_code == 302
    assert not FailedAttempt.objects.exists()


def test_whether_an_address_has_an_account_is_not_told(teacher):
    """And nobody is told to wait for a link, when a code comes."""
    client = Client()
    pages = [client.get("/account/password/reset/")]
    for email in ["teacher@hillside.example", "nobody@hillside.example"]:
        pages.append(client.post("/account/password/reset/", {"email": email}, follow=True))
        assert f"If <strong>{email}</strong> has an account here" in pages[-1].content.decode()
    assert not any(" link" in re.sub("<[^>]*>", "", page.content.decode()) for page in pages)


# --- the second factor --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["teacher", "school_admin", "safeguarding_lead", "editor"])
def test_staff_and_editors_set_up_a_second_factor_first(request, who):
    user = request.getfixturevalue(who)
    client, _response = log_in(user.email)
    for path in ["/go/", "/desk/", "/class/", *(["/cms/", "/cms/pages/"] if who == "editor" else [])]:
        assert client.get(path)["Location"] == "/account/2fa/totp/activate/"
    assert client.get("/help/").status_code == 200
    assert client.get("/account/2fa/totp/activate/").status_code == 200, "who has just signed in is not asked again"
    session = client.session
    session["started"] = (timezone.now() - timezone.timedelta(minutes=5, seconds=1)).isoformat()
    session.save()
    page = client.get("/account/2fa/totp/activate/", follow=True)
    assert page.redirect_chain[-1][0].startswith("/account/reauthenticate/")
    assert client.post("/sign-out/").status_code == 302


def set_up_second_factor(client, user):
    client.post("/account/reauthenticate/", {"password": demo.PASSWORD})
    page = client.get("/account/2fa/totp/activate/")
    secret = page.context["form"].secret
    code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    return client.post("/account/2fa/totp/activate/", {"code": code})


def test_setting_it_up_leads_on_to_work_and_shows_recovery_codes(teacher):
    client, _response = log_in(teacher.email)
    response = set_up_second_factor(client, teacher)
    assert response["Location"] == "/account/2fa/recovery-codes/"
    assert client.get("/account/2fa/recovery-codes/").status_code == 200
    assert client.get("/go/")["Location"] == "/desk/"


def test_setting_it_up_ends_the_sessions_that_began_without_it(teacher, monkeypatch):
    """Somebody who had only the password would otherwise be let on by the owner's own second factor."""
    monkeypatch.setattr(transaction, "on_commit", lambda call: call())  # this test is inside a transaction
    thief, _response = log_in(teacher.email)
    owner, _response = log_in(teacher.email)
    set_up_second_factor(owner, teacher)
    assert owner.get("/go/")["Location"] == "/desk/"
    assert thief.get("/go/")["Location"].startswith("/account/login/")


def test_signing_in_asks_for_it(teacher):
    demo.give_second_factor(teacher)
    client, response = log_in(teacher.email)
    assert response["Location"] == "/account/2fa/authenticate/"
    assert client.get("/go/")["Location"].startswith("/account/login/")
    assert "passkey" not in client.get("/account/2fa/authenticate/").content.decode(), "who has none is offered none"
    assert client.post("/account/2fa/authenticate/", {"code": totp(teacher)})["Location"] == "/go/"
    assert client.get("/go/")["Location"] == "/desk/"


def test_its_codes_cannot_be_guessed_for_ever(teacher):
    demo.give_second_factor(teacher)
    client, _response = log_in(teacher.email)
    for _ in range(10):
        client.post("/account/2fa/authenticate/", {"code": "000000"})
    assert "Too many" in client.post("/account/2fa/authenticate/", {"code": totp(teacher)}).content.decode()


def test_a_guardian_needs_none(guardian, sign_in):
    client = sign_in(guardian)
    guardian.authenticator_set.all().delete()
    assert client.get("/go/")["Location"] == "/family/"


def test_staff_cannot_put_it_away(teacher):
    client, _response = log_in(teacher.email)
    set_up_second_factor(client, teacher)
    client.post("/account/2fa/totp/deactivate/")
    assert teacher.authenticator_set.filter(type="totp").exists()


def test_a_demo_needs_none(teacher, settings):
    settings.MFA_REQUIRED = False
    client, _response = log_in(teacher.email)
    assert client.get("/go/")["Location"] == "/desk/"


def count_queries(client, path, django_assert_max_num_queries):
    with django_assert_max_num_queries(100) as asked:
        client.get(path)
    return len(asked)


def test_it_asks_one_question_once(teacher, settings, django_assert_max_num_queries):
    client, _response = log_in(teacher.email)
    set_up_second_factor(client, teacher)
    client.get("/go/")
    with_factor = count_queries(client, "/go/", django_assert_max_num_queries)
    settings.MFA_REQUIRED = False
    assert with_factor == count_queries(client, "/go/", django_assert_max_num_queries)


def test_it_asks_nothing_of_a_pupil(pupil, sign_in, settings, django_assert_max_num_queries):
    client = sign_in(pupil)
    with_factor = count_queries(client, "/go/", django_assert_max_num_queries)
    settings.MFA_REQUIRED = False
    assert with_factor == count_queries(client, "/go/", django_assert_max_num_queries) == 2
