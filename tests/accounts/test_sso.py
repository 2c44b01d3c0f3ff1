"""Sign-in by a school's own provider, against a real one that runs beside the tests."""

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import httpx
import oidc_provider_mock
import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.choices import Event, Role
from accounts.models import AuditEntry, Invitation, User
from classrooms import demo

from .test_adults import log_in
from .test_invitations import open_newest, roles_of

NIA = {
    "email": "nia@hillside.example",
    "email_verified": True,
    "name": "Nia New",
    "picture": "https://pics.example/nia",
}


@pytest.fixture(scope="module")
def issuer():
    with oidc_provider_mock.run_server_in_thread() as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture(autouse=True)
def _provider(settings, issuer):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    app = {
        "provider_id": "school",
        "name": "School cloud",
        "client_id": "waymark",
        "secret": "secret",
        "settings": {"server_url": issuer},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}


@pytest.fixture
def at_provider(issuer):
    """Somebody's account at the provider: `at_provider("nia-1", **claims)`."""

    def has(subject, **claims):
        httpx.put(f"{issuer}/users/{subject}", json=claims).raise_for_status()
        return subject

    return has


@pytest.fixture
def invited(school, school_admin):
    return Invitation.objects.send(school, Role.TEACHER, NIA["email"], by=school_admin)


def leave_for_provider(client, **query):
    """Press the button; where the provider is asked."""
    response = client.post("/account/oidc/school/login/", query_params=query)
    assert response.status_code == 302
    return response["Location"]


def come_back(client, authorize_url, subject):
    """Sign in there, and follow the way back."""
    back = httpx.post(authorize_url, data={"sub": subject}).headers["location"]
    return client.get(f"{urlsplit(back).path}?{urlsplit(back).query}")


def sign_in_with(client, subject):
    return come_back(client, leave_for_provider(client), subject)


# --- the first time ---------------------------------------------------------------------------------------------


def test_an_invitation_links_issuer_and_subject(invited, at_provider):
    at_provider("nia-1", **NIA)
    client, page = open_newest()
    assert "Sign in with School cloud" in page.content.decode()
    response = sign_in_with(client, "nia-1")
    assert response["Location"] == "/go/"
    user = User.objects.get(email=NIA["email"])
    assert roles_of(user.email) == {("Hillside School", "teacher")}
    assert (user.display_name, user.has_usable_password()) == ("Nia New", False)
    account = SocialAccount.objects.get()
    assert (account.provider, account.uid, account.extra_data) == ("school", "nia-1", {}), "no picture, no name"
    assert AuditEntry.objects.filter(event=Event.PROVIDER_LINKED, about_id=user.pk).count() == 1
    assert client.get("/go/")["Location"] == "/account/2fa/totp/activate/", "and the second factor, too"


def test_afterwards_the_provider_is_enough_and_still_little_is_kept(invited, at_provider):
    at_provider("nia-2", **NIA)
    client, _page = open_newest()
    sign_in_with(client, "nia-2")
    again = Client()
    at_provider("nia-2", **NIA | {"email": "nia.newname@hillside.example"})
    assert sign_in_with(again, "nia-2")["Location"] == "/go/"
    assert User.objects.filter(pk=again.session["_auth_user_id"], email=NIA["email"]).exists()
    assert SocialAccount.objects.get().extra_data == {}


def test_who_has_a_second_factor_is_asked_for_it(invited, at_provider):
    """A8, A1: another door, the same lock."""
    at_provider("nia-3", **NIA)
    client, _page = open_newest()
    sign_in_with(client, "nia-3")
    demo.give_second_factor(User.objects.get(email=NIA["email"]))
    again = Client()
    assert sign_in_with(again, "nia-3")["Location"].startswith("/account/2fa/authenticate/")
    assert "_auth_user_id" not in again.session


# --- what opens nothing -----------------------------------------------------------------------------------------


def test_without_an_invitation_nobody_comes_in(db, at_provider):
    at_provider("stranger", **NIA)
    client = Client()
    response = sign_in_with(client, "stranger")
    assert response.status_code == 403
    assert "works only through an invitation" in response.content.decode()
    assert not User.objects.exists()
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize("with_invitation", [False, True])
def test_an_address_alone_never_opens_an_account(teacher, school, school_admin, at_provider, with_invitation):
    """Whoever runs a provider can write any address into it."""
    at_provider("mallory", email=teacher.email, email_verified=True)
    client = Client()
    if with_invitation:
        Invitation.objects.send(school, Role.SCHOOL_ADMIN, teacher.email, by=school_admin)
        client, _page = open_newest()
    response = sign_in_with(client, "mallory")
    assert response.status_code == 403
    assert "_auth_user_id" not in client.session
    assert not SocialAccount.objects.exists()
    assert roles_of(teacher.email) == {("Hillside School", "teacher")}


def test_another_address_does_not_take_the_invitation(invited, at_provider):
    """T7."""
    at_provider("other", email="other@hillside.example", email_verified=True)
    client, _page = open_newest()
    response = sign_in_with(client, "other")
    assert response.status_code == 403
    assert "This is another address" in response.content.decode()
    invited.refresh_from_db()
    assert invited.is_open


@pytest.mark.parametrize("end", ["revoke", "expire"])
def test_an_invitation_that_has_ended_links_nothing(invited, school_admin, at_provider, end):
    at_provider("late", **NIA)
    client, _page = open_newest()
    if end == "revoke":
        invited.revoke(school_admin)
    else:
        Invitation.objects.update(expires_at=invited.sent_at)
    assert sign_in_with(client, "late").status_code == 403
    assert not SocialAccount.objects.exists()


def test_an_answer_counts_only_in_the_browser_that_asked(invited, at_provider):
    """The state is bound to the session: a link with somebody else's code signs nobody in."""
    at_provider("nia-4", **NIA)
    client, _page = open_newest()
    authorize = leave_for_provider(client)
    victim = Client()
    response = come_back(victim, authorize, "nia-4")
    assert response.status_code in {200, 401}
    assert "_auth_user_id" not in victim.session
    assert not SocialAccount.objects.exists()


def test_an_answer_counts_once(invited, at_provider):
    at_provider("nia-5", **NIA)
    client, _page = open_newest()
    back = httpx.post(leave_for_provider(client), data={"sub": "nia-5"}).headers["location"]
    path = f"{urlsplit(back).path}?{urlsplit(back).query}"
    client.get(path)
    client.post("/sign-out/")
    client.get(path)
    assert "_auth_user_id" not in client.session


def test_who_says_no_there_is_told_so(invited):
    client, _page = open_newest()
    state = parse_qs(urlsplit(leave_for_provider(client)).query)["state"][0]
    said = {"error": "access_denied", "state": state}
    response = client.get("/account/oidc/school/login/callback/", said, follow=True)
    assert "You stopped on the way" in response.content.decode()


def test_a_provider_that_is_down_is_no_error_page_of_ours(invited, settings):
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"] = {"server_url": "http://localhost:1"}
    client, _page = open_newest()
    response = client.post("/account/oidc/school/login/")
    assert response.status_code in {200, 401, 503}
    assert "did not answer as it should" in response.content.decode()


def test_a_token_and_an_answer_of_two_people_open_nothing(invited, at_provider, monkeypatch):
    from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter

    at_provider("nia-6", **NIA)
    told = {"sub": "somebody-else", **NIA}
    monkeypatch.setattr(OpenIDConnectOAuth2Adapter, "_fetch_user_info", lambda self, token: told)
    client, _page = open_newest()
    response = sign_in_with(client, "nia-6")
    assert response.status_code == 403
    assert not SocialAccount.objects.exists()


def test_a_signed_in_teacher_cannot_link_without_an_invitation(teacher, sign_in, at_provider):
    at_provider("mine", email=teacher.email, email_verified=True)
    client = sign_in(teacher)
    just_signed_in(client)
    authorize = leave_for_provider(client, process="connect")
    assert come_back(client, authorize, "mine").status_code == 403
    assert not SocialAccount.objects.exists()


def test_who_left_is_told_so_by_this_door_too(invited, school, school_admin, at_provider):
    """S5."""
    at_provider("nia-7", **NIA)
    client, _page = open_newest()
    sign_in_with(client, "nia-7")
    user = User.objects.get(email=NIA["email"])
    school.set_roles(user, [], by=school_admin)
    assert client.get("/go/")["Location"].startswith("/account/login/")
    sign_in_with(client, "nia-7")
    assert client.get("/go/")["Location"] == "/school/none/"


# --- how it is asked --------------------------------------------------------------------------------------------


def test_the_way_there_is_guarded_by_pkce_and_state(db, issuer):
    query = parse_qs(urlsplit(leave_for_provider(Client())).query)
    assert query["code_challenge_method"] == ["S256"]
    assert len(query["state"][0]) >= 16
    assert query["redirect_uri"] == ["http://testserver/account/oidc/school/login/callback/"]
    assert set(query["scope"][0].split()) == {"openid", "profile", "email"}


def test_a_link_alone_starts_nothing(db):
    """GET asks with a button."""
    page = Client().get("/account/oidc/school/login/")
    assert page.status_code == 200
    assert "Sign in with School cloud?" in page.content.decode()


def test_where_to_come_back_to_is_ours(invited, at_provider):
    """H4."""
    at_provider("nia-8", **NIA)
    client, _page = open_newest()
    authorize = leave_for_provider(client, next="https://evil.example/")
    assert come_back(client, authorize, "nia-8")["Location"] == "/go/"


def test_without_a_provider_there_is_no_button_and_no_door(settings, db):
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": []}}
    page = Client().get("/account/login/").content.decode()
    assert "Sign in with" not in re.sub("Sign in with a passkey", "", page)
    assert Client().post("/account/oidc/school/login/").status_code == 404


def test_a_teacher_unlinks_only_when_a_password_is_left(invited, at_provider):
    at_provider("nia-9", **NIA)
    client, _page = open_newest()
    sign_in_with(client, "nia-9")
    assert "School cloud" in client.get("/account/3rdparty/").content.decode()
    client.post("/account/3rdparty/", {"account": SocialAccount.objects.get().pk})
    assert SocialAccount.objects.exists()
    assert EmailAddress.objects.get(email=NIA["email"]).verified
    assert [letter.to for letter in mail.outbox[1:]] == [[NIA["email"]]] * len(mail.outbox[1:])
    page = client.get("/account/password/change/", follow=True)
    assert "Set a password" in page.content.decode() and "At least 12 characters" in page.content.decode()
    assert "password1" in client.post("/account/password/set/", {"password1": "short"}).context["form"].errors
    new = {"password1": "violin-comet-puddle", "password2": "violin-comet-puddle"}
    client.post("/account/password/set/", new)
    assert (mail.outbox[-1].subject, mail.outbox[-1].to) == ("You have a Waymark password now", [NIA["email"]])
    sign_in_with(client, "nia-9")
    client.post("/account/3rdparty/", {"account": SocialAccount.objects.get().pk})
    assert not SocialAccount.objects.exists()


# --- an account that is there already ---------------------------------------------------------------------------


@pytest.fixture
def signed_in_and_invited(teacher, school, school_admin):
    """Ms Okafor has a password, is signed in with it, and opens an invitation to what she is already."""
    client, _response = log_in(teacher.email)
    Invitation.objects.send(school, Role.TEACHER, teacher.email, by=school_admin)
    return open_newest(client)


def link(client, subject):
    return come_back(client, leave_for_provider(client, process="connect", next="/invitation/"), subject)


def test_an_account_is_linked_by_an_invitation_that_its_owner_takes_signed_in(
    signed_in_and_invited, teacher, at_provider
):
    at_provider("okafor", email=teacher.email, email_verified=True)
    client, page = signed_in_and_invited
    assert "Join, and sign in with School cloud from now on" in page.content.decode()
    assert link(client, "okafor")["Location"] == "/invitation/"
    assert client.get("/invitation/")["Location"] == "/go/"
    assert SocialAccount.objects.get().user == teacher
    assert AuditEntry.objects.filter(event=Event.PROVIDER_LINKED, about_id=teacher.pk).count() == 1
    assert roles_of(teacher.email) == {("Hillside School", "teacher")}
    again = Client()
    assert sign_in_with(again, "okafor")["Location"] == "/go/"
    assert again.session["_auth_user_id"] == str(teacher.pk)


def test_a_new_role_comes_with_the_link_and_the_browser_stays_signed_in(teacher, school, school_admin, at_provider):
    at_provider("okafor-2", email=teacher.email, email_verified=True)
    client, _response = log_in(teacher.email)
    Invitation.objects.send(school, Role.SAFEGUARDING_LEAD, teacher.email, by=school_admin)
    open_newest(client)
    link(client, "okafor-2")
    assert {role for _school, role in roles_of(teacher.email)} == {"teacher", "safeguarding_lead"}
    assert client.get("/invitation/")["Location"] == "/go/"


def test_before_an_account_is_linked_it_is_asked_who_that_is(signed_in_and_invited, at_provider, teacher):
    """A7."""
    at_provider("okafor-3", email=teacher.email, email_verified=True)
    client, _page = signed_in_and_invited
    sign_in_is_old(client)
    response = client.post("/account/oidc/school/login/?process=connect&next=/invitation/")
    assert response["Location"].startswith("/account/reauthenticate/")
    assert not SocialAccount.objects.exists()


def test_somebody_elses_account_is_not_linked_by_another_ones_invitation(invited, teacher, at_provider):
    """T7: the invitation is Nia's, and so is the account at the provider; Ms Okafor is signed in."""
    at_provider("nia-10", **NIA)
    client, _response = log_in(teacher.email)
    open_newest(client)
    link(client, "nia-10")
    assert not SocialAccount.objects.filter(user=teacher).exists()
    assert roles_of(teacher.email) == {("Hillside School", "teacher")}


def test_an_admin_invites_a_colleague_to_link_it(teacher, school, school_admin, sign_in):
    admin, path = sign_in(school_admin), f"/school/{school.pk}/person/{teacher.pk}/"
    just_signed_in(admin)
    assert "Invite to link it" in admin.get(path).content.decode()
    admin.post(path, {"action": "link"})
    assert Invitation.objects.open().get().email == teacher.email


# --- asked again ------------------------------------------------------------------------------------------------


def just_signed_in(client):
    session = client.session
    session["started"] = timezone.now().isoformat()
    session.save()


def sign_in_is_old(client):
    session = client.session
    session["started"] = (timezone.now() - timedelta(minutes=5, seconds=1)).isoformat()
    session.save()


@pytest.fixture
def by_provider_alone(invited, at_provider, school):
    """Nia, who has no password and no second step, in a school that may not hold pupils yet."""
    school.approved_at = None
    school.save()
    at_provider("nia-11", **NIA)
    client, _page = open_newest()
    sign_in_with(client, "nia-11")
    return client


def test_who_has_only_the_provider_is_asked_again_there(by_provider_alone):
    """A7: nobody's word is taken for it."""
    client = by_provider_alone
    assert client.get("/account/email/").status_code == 200, "who has just signed in is not asked again"
    sign_in_is_old(client)
    response = client.post("/account/email/", {"action_add": "", "email": "other@hillside.example"})
    assert response["Location"] == "/account/sign-in-again/?next=%2Faccount%2Femail%2F"
    page = client.get(response["Location"]).content.decode()
    assert "Sign in with School cloud" in page
    query = {"next": "/account/email/", "auth_params": "prompt=login"}
    authorize = leave_for_provider(client, **query)
    assert parse_qs(urlsplit(authorize).query)["prompt"] == ["login"]
    assert come_back(client, authorize, "nia-11")["Location"] == "/account/email/"
    assert client.get("/account/email/").status_code == 200


@pytest.mark.parametrize("path", ["/account/2fa/totp/activate/", "/account/3rdparty/", "/account/2fa/webauthn/add/"])
def test_no_page_that_guards_an_account_trusts_an_old_sign_in(by_provider_alone, path):
    """A7."""
    sign_in_is_old(by_provider_alone)
    method = by_provider_alone.post if "3rdparty" in path else by_provider_alone.get
    data = {"account": SocialAccount.objects.get().pk} if "3rdparty" in path else {}
    response = method(path, data)
    assert path != "/account/3rdparty/" or SocialAccount.objects.exists()
    assert response.status_code == 200 or response["Location"].startswith("/account/sign-in-again/")


def test_where_it_leads_back_to_is_ours(by_provider_alone):
    """H4."""
    assert by_provider_alone.get("/account/sign-in-again/?next=https://evil.example/")["Location"] == "/go/"


def test_who_has_a_password_is_asked_for_that(teacher):
    client, _response = log_in(teacher.email)
    assert client.get("/account/sign-in-again/?next=/go/")["Location"] == "/go/"
