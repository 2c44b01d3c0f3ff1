"""How long a session lasts, and what a child's session opens."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone


@pytest.fixture
def signed_in(tablet, card):
    tablet.join(card)
    return tablet


def let_pass(tablet, **stamps):
    """Move the stamps of the session back by so many minutes."""
    session = tablet.client.session
    for stamp, minutes in stamps.items():
        session[stamp] = (timezone.now() - timedelta(minutes=minutes)).isoformat()
    session.save()


def test_a_pupil_is_signed_out_after_twenty_quiet_minutes(signed_in):
    let_pass(signed_in, seen=21)
    response = signed_in.client.get("/class/", follow=True)
    assert response.redirect_chain == [("/join/", 302)]
    assert "signed out, to keep your work yours" in response.content.decode()
    assert signed_in.user is None


def test_a_pupil_who_works_stays(signed_in):
    let_pass(signed_in, seen=19)
    assert signed_in.client.get("/go/")["Location"] == "/class/"
    let_pass(signed_in, seen=0)
    assert signed_in.client.get("/go/")["Location"] == "/class/"


def test_a_pupil_is_signed_out_after_eight_hours(signed_in):
    let_pass(signed_in, started=8 * 60 + 1)
    assert signed_in.client.get("/go/")["Location"] == "/join/"


def test_the_next_pupil_can_come_in_at_once(signed_in, classmates_card, classmate):
    """What is posted to the page for cards is not lost to a session that is over."""
    let_pass(signed_in, seen=60)
    assert signed_in.join(classmates_card)["Location"] == "/class/"
    assert signed_in.user == str(classmate.pk)


def test_a_form_that_comes_after_the_session_has_gone_is_not_lost_without_a_word(client, class_group):
    said = "what you sent was not saved"
    page = f"/desk/{class_group.pk}/settings/"
    response = client.post(page, {"action": "save", "name": "8 Ash"}, follow=True)
    assert response.redirect_chain == [(f"/account/login/?next={page}", 302)]
    assert said in response.content.decode()
    assert said not in client.get(page, follow=True).content.decode()


def test_the_time_is_written_once_a_minute(signed_in, django_assert_num_queries):
    with django_assert_num_queries(2):  # session, user
        signed_in.client.get("/go/")
    let_pass(signed_in, seen=2)
    before = signed_in.client.session["seen"]
    signed_in.client.get("/go/")
    assert signed_in.client.session["seen"] > before


def test_the_time_moves_the_end_and_takes_nothing_else_with_it(signed_in):
    let_pass(signed_in, seen=2)
    key = signed_in.client.session.session_key
    Session.objects.filter(pk=key).update(expire_date=timezone.now() + timedelta(minutes=1))
    before = dict(signed_in.client.session)
    signed_in.client.get("/go/")
    assert Session.objects.get(pk=key).expire_date > timezone.now() + timedelta(hours=1)
    after = dict(signed_in.client.session)
    assert after.pop("seen") > before.pop("seen")
    assert after == before


def test_a_session_that_ended_elsewhere_does_not_come_back(signed_in):
    session = signed_in.client.session
    session["seen"] = timezone.now().isoformat()  # read, and not yet written
    Session.objects.all().delete()
    with pytest.raises(UpdateError):
        session.save()
    assert not Session.objects.exists()


ACCOUNT_PAGES = [
    "account_login",
    "account_signup",
    "account_logout",
    "account_email",
    "account_change_password",
    "account_set_password",
    "account_reauthenticate",
    "account_reset_password",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_view_recovery_codes",
]


@pytest.mark.parametrize("name", ACCOUNT_PAGES)
def test_a_child_has_no_settings(signed_in, name):
    assert signed_in.client.get(reverse(name)).status_code == 404
    assert signed_in.client.post(reverse(name), {"email": "child@home.example"}).status_code == 404


def test_a_child_cannot_open_the_desk(signed_in):
    assert signed_in.client.get("/desk/").status_code == 403


def test_a_teacher_has_no_class_page(teacher, sign_in):
    assert sign_in(teacher).get("/class/").status_code == 403


@pytest.mark.parametrize("name", ["account_login", "account_signup", "account_reset_password", "account_inactive"])
def test_the_doors_for_adults_are_open_to_all(client, db, name):
    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", ["account_email", "account_change_password", "mfa_index", "mfa_activate_totp"])
def test_settings_ask_to_sign_in(client, db, name):
    assert client.get(reverse(name))["Location"].startswith("/account/login/")
