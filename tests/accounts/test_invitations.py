"""Invitations bind a school, a role and an address; once, and for a week (T7)."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.choices import Role
from accounts.models import AuditEntry, Invitation, User
from classrooms import demo

from .test_adults import log_in

NEW = {"display_name": "Nia New", "password": "velvet-otter-lantern"}


@pytest.fixture(autouse=True)
def _mail_in_memory(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def invite(school, school_admin):
    def to(email="nia@hillside.example", role=Role.TEACHER):
        return Invitation.objects.send(school, role, email, by=school_admin)

    return to


def path_of(letter):
    return re.search(r"http://localhost:8000(/invitation/\S+)", letter.body)[1]


def open_newest(client=None):
    client = client or Client()
    response = client.get(path_of(mail.outbox[-1]))
    assert response["Location"] == "/invitation/", "the token leaves the address bar"
    return client, client.get("/invitation/")


def roles_of(email):
    return set(User.objects.get(email=email).memberships.current().values_list("school__name", "role"))


# --- taking one -------------------------------------------------------------------------------------------------


def test_a_newcomer_joins_with_name_and_password(invite):
    invite()
    client, page = open_newest()
    assert "Hillside School" in page.content.decode()
    response = client.post("/invitation/", NEW)
    assert response["Location"] == "/go/"
    user = User.objects.get(email="nia@hillside.example")
    assert user.emailaddress_set.get().verified
    assert roles_of(user.email) == {("Hillside School", "teacher")}
    assert client.get("/go/")["Location"] == "/account/2fa/totp/activate/", "Hillside may hold named pupils"


def test_an_account_that_exists_joins_by_one_button(invite, guardian):
    demo.EmailAddress.objects.create(user=guardian, email=guardian.email, verified=True, primary=True)
    invite(" Guardian@Home.Example", Role.SAFEGUARDING_LEAD)
    client, page = open_newest()
    assert "Designated Safeguarding Lead" in page.content.decode()
    response = client.post("/account/login/?next=/invitation/", {"login": guardian.email, "password": demo.PASSWORD})
    assert response["Location"] == "/invitation/"
    assert client.post("/invitation/")["Location"] == "/go/"
    assert roles_of(guardian.email) == {("Hillside School", "safeguarding_lead")}


def test_a_teacher_of_another_school_keeps_it(invite, other_teacher):
    invite(other_teacher.email)
    client, _response = log_in(other_teacher.email)
    open_newest(client)
    client.post("/invitation/")
    assert roles_of(other_teacher.email) == {("Hillside School", "teacher"), ("Glenview Academy", "teacher")}


def test_joining_ends_what_was_signed_in_elsewhere(invite, other_teacher):
    """S5: a role more is a change of role."""
    invite(other_teacher.email)
    elsewhere, _response = log_in(other_teacher.email)
    here, _response = log_in(other_teacher.email)
    open_newest(here)
    here.post("/invitation/")
    assert here.get("/go/").status_code == 302
    assert "/account/login/" not in here.get("/go/")["Location"]
    assert elsewhere.get("/go/")["Location"].startswith("/account/login/")


def test_looking_takes_nothing(invite):
    """Programs that look through mail open every link."""
    invitation = invite()
    open_newest()
    open_newest()
    invitation.refresh_from_db()
    assert invitation.is_open


def test_a_weak_password_is_refused_beside_its_field(invite):
    invite()
    client, _page = open_newest()
    response = client.post("/invitation/", NEW | {"password": "nia@hillside.example"})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["password"]
    assert not User.objects.filter(email="nia@hillside.example").exists()


# --- what it does not open (T7) ---------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["other_teacher", "guardian", "editor"])
def test_another_account_cannot_take_it(request, invite, sign_in, who):
    invitation = invite()
    client = sign_in(request.getfixturevalue(who))
    _client, page = open_newest(client)
    assert "for another account" in page.content.decode()
    assert client.post("/invitation/").status_code == 403
    invitation.refresh_from_db()
    assert invitation.is_open


def test_an_address_that_is_not_verified_is_not_enough(invite, guardian, sign_in):
    invite(guardian.email)
    client = sign_in(guardian)
    open_newest(client)
    assert client.post("/invitation/").status_code == 403


def test_it_works_once(invite):
    invite()
    client, _page = open_newest()
    client.post("/invitation/", NEW)
    again, page = open_newest()
    assert page.status_code == 410
    assert "has been used" in page.content.decode()
    assert again.post("/invitation/", NEW | {"display_name": "Somebody Else"}).status_code == 410
    assert User.objects.filter(email="nia@hillside.example").count() == 1
    assert open_newest(client)[1].status_code == 302, "whose it was comes to their page"


def test_it_cannot_be_used_to_come_back(invite, school):
    invite()
    client, _page = open_newest()
    client.post("/invitation/", NEW)
    user = User.objects.get(email="nia@hillside.example")
    school.set_roles(user, [], by=user)
    client, _response = log_in(user.email, NEW["password"])
    open_newest(client)
    client.post("/invitation/")
    assert not roles_of(user.email)


def test_it_runs_out_after_seven_days(invite):
    invitation = invite()
    assert 6.9 < (invitation.expires_at - timezone.now()).total_seconds() / 86_400 <= 7
    client, _page = open_newest()
    Invitation.objects.update(expires_at=timezone.now())
    page = client.get("/invitation/")
    assert page.status_code == 410
    assert "has run out" in page.content.decode()
    assert client.post("/invitation/", NEW).status_code == 410
    assert not User.objects.filter(email="nia@hillside.example").exists()


def test_one_that_was_taken_back_counts_no_more(invite, school_admin):
    invite().revoke(school_admin)
    client, page = open_newest()
    assert "no longer counts" in page.content.decode()
    assert client.post("/invitation/", NEW).status_code == 410


def test_a_newer_one_ends_the_older(invite):
    invite()
    older = path_of(mail.outbox[-1])
    invite()
    client = Client()
    client.get(older)
    assert client.get("/invitation/").status_code == 410
    assert open_newest()[1].status_code == 200


def test_a_token_of_no_invitation_opens_nothing(db):
    client = Client()
    client.get("/invitation/nothing-at-all/")
    page = client.get("/invitation/")
    assert "Open the link in your mail" in page.content.decode()
    assert client.post("/invitation/", NEW).status_code == 200
    assert not User.objects.exists()


def test_the_token_is_in_the_mail_alone(invite, django_assert_num_queries):
    invitation = invite()
    token = path_of(mail.outbox[-1]).split("/")[2]
    assert len(token) == 32
    assert token not in str(Invitation.objects.values())
    assert token not in str(AuditEntry.objects.values())
    assert invitation.token == Invitation.digest(token)


def test_a_known_address_is_told_so_only_by_whoever_reads_its_mail(invite, guardian):
    """A3: the page is the same for both; the form, sent with the token, is not a guess."""
    pages = []
    for email in [guardian.email, "nobody@hillside.example"]:
        invite(email)
        _client, page = open_newest()
        pages.append(re.sub(r'value="\w{64}"|[\w.]+@[\w.]+', "", page.content.decode()))
    assert pages[0] == pages[1]
    invite(guardian.email)
    client, _page = open_newest()
    response = client.post("/invitation/", NEW)
    assert response.status_code == 422
    assert "Sign in instead" in response.content.decode()
    assert not guardian.memberships.exists()


def test_a_child_finds_no_invitation(invite, pupil, sign_in):
    """K6."""
    invite()
    client = sign_in(pupil)
    assert client.get(path_of(mail.outbox[-1])).status_code == 404
    assert client.post("/invitation/").status_code == 404


def test_old_ones_are_forgotten(invite):
    invite()
    Invitation.objects.update(expires_at=timezone.now() - timezone.timedelta(days=91))
    Invitation.objects.forget_old()
    assert not Invitation.objects.exists()
