"""Passkeys beside the authenticator app; what only a browser can try is in tests/e2e."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.utils import timezone

from classrooms import demo

from .test_adults import log_in, set_up_second_factor


@pytest.fixture
def passkey(teacher):
    """A row as allauth keeps it; nobody has the device."""
    return Authenticator.objects.create(
        user=teacher, type=Authenticator.Type.WEBAUTHN, data={"name": "Passkey 1", "credential": {}}
    )


@pytest.fixture
def fresh():
    """Somebody's browser who has just signed in."""

    def signed_in(user):
        demo.give_second_factor(user)
        client = Client()
        client.force_login(user, backend="accounts.adults.AdultBackend")
        return at(client, timezone.now())

    return signed_in


def at(client, moment):
    session = client.session
    session["started"] = moment.isoformat()
    session.save()
    return client


def test_the_way_in_offers_one_of_both(teacher):
    client, _response = log_in(teacher.email)
    page = client.get(client.get("/desk/")["Location"]).content.decode()
    assert "/account/2fa/webauthn/add/" in page
    assert "data-passkey" in client.get("/account/2fa/webauthn/add/").content.decode()


def test_the_sign_in_page_offers_it_and_hides_it_without_script(db):
    page = Client().get("/account/login/").content.decode()
    form = page.partition('action="/account/2fa/webauthn/login/"')[2].partition(">")[0]
    assert "hidden" in form


def test_a_challenge_is_made_for_nobody_in_particular(db):
    """A3: it names no account, so it says nothing about any."""
    told = Client().get("/account/2fa/webauthn/login/", headers={"accept": "application/json"}).json()
    public_key = told["request_options"]["publicKey"]
    assert public_key["userVerification"] == "required"
    assert not public_key.get("allowCredentials")


@pytest.mark.parametrize("credential", ["", "{}", "[]", "nothing", '{"id": "AAAA"}'])
def test_what_is_no_passkey_signs_nobody_in(teacher, passkey, credential):
    client = Client()
    client.get("/account/2fa/webauthn/login/", headers={"accept": "application/json"})
    response = client.post("/account/2fa/webauthn/login/", {"credential": credential})
    assert response["Location"] == "/account/login/"
    assert "_auth_user_id" not in client.session


def test_the_only_second_step_stays(fresh, teacher, passkey):
    client = fresh(teacher)
    Authenticator.objects.exclude(pk=passkey.pk).delete()
    response = client.post(f"/account/2fa/webauthn/keys/{passkey.pk}/remove/", follow=True)
    assert "only second step" in response.content.decode()
    assert Authenticator.objects.filter(pk=passkey.pk).exists()


def test_one_of_two_can_go(fresh, teacher, passkey):
    client = fresh(teacher)
    TOTP.activate(teacher, "JBSWY3DPEHPK3PXP")
    client.post(f"/account/2fa/webauthn/keys/{passkey.pk}/remove/")
    assert not Authenticator.objects.filter(pk=passkey.pk).exists()


def test_with_a_passkey_the_app_can_go(fresh, teacher, passkey):
    client = fresh(teacher)
    TOTP.activate(teacher, "JBSWY3DPEHPK3PXP")
    assert client.post("/account/2fa/totp/deactivate/").status_code == 302
    assert set(teacher.authenticator_set.values_list("type", flat=True)) >= {"webauthn"}
    assert not teacher.authenticator_set.filter(type="totp").exists()


def test_removing_asks_once_more(fresh, teacher, passkey):
    """A7."""
    client = at(fresh(teacher), timezone.now() - timezone.timedelta(minutes=6))
    response = client.post(f"/account/2fa/webauthn/keys/{passkey.pk}/remove/")
    assert "/reauthenticate/" in response["Location"]


def test_a_passkey_of_somebody_else_is_not_there(passkey, other_teacher, fresh):
    client = fresh(other_teacher)
    for action in ("edit", "remove"):
        assert client.get(f"/account/2fa/webauthn/keys/{passkey.pk}/{action}/").status_code == 404


def test_an_app_is_set_up_as_before(teacher):
    client, _response = log_in(teacher.email)
    assert set_up_second_factor(client, teacher)["Location"] == "/account/2fa/recovery-codes/"
