"""A school admin's pages: staff, invitations, roles, second steps, and what happened."""

import re

import pytest
from django.core import mail
from django.utils import timezone

from accounts.choices import Role
from accounts.models import AuditEntry, Invitation, User
from classrooms import demo
from courses.models import Course, LessonCompletion

from ..accounts.test_adults import log_in


@pytest.fixture(autouse=True)
def _mail_in_memory(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def admin(school_admin, sign_in):
    """The school admin's browser; they have just signed in."""
    client = sign_in(school_admin)
    return just_signed_in(client)


def just_signed_in(client, minutes=0):
    session = client.session
    session["started"] = (timezone.now() - timezone.timedelta(minutes=minutes)).isoformat()
    session.save()
    return client


@pytest.fixture
def staff_url(school):
    return f"/school/{school.pk}/"


@pytest.fixture
def person_url(school, teacher):
    return f"/school/{school.pk}/person/{teacher.pk}/"


def roles(user):
    return set(user.memberships.current().values_list("role", flat=True))


# --- staff ------------------------------------------------------------------------------------------------------


def test_the_admin_sees_the_staff_and_nobody_else(admin, staff_url, teacher, safeguarding_lead, other_teacher, pupil):
    page = admin.get(staff_url).content.decode()
    assert all(name in page for name in ("Ms Okafor", "Mr Evans", "Mrs Kaur", "Designated Safeguarding Lead"))
    assert "Mr Reid" not in page
    assert "Amira" not in page


@pytest.mark.parametrize(
    ("who", "status"), [("teacher", 403), ("safeguarding_lead", 403), ("other_teacher", 404), ("guardian", 403)]
)
def test_others_do_not(request, sign_in, staff_url, person_url, who, status):
    """T1: of another school 404, of another role 403."""
    client = just_signed_in(sign_in(request.getfixturevalue(who)))
    for url in (staff_url, person_url, f"{staff_url}record/"):
        assert client.get(url).status_code == status
    for data in ({"action": "invite", "email": "a@b.example", "role": "school_admin"}, {"action": "leave"}):
        assert client.post(person_url, data).status_code == status
        assert client.post(staff_url, data).status_code == status


def test_an_admin_elsewhere_finds_nothing_here(other_school, sign_in, school, teacher, staff_url):
    """T1, T3: neither by this school's number, nor by a colleague's number under one's own."""
    elsewhere = demo.make_staff(other_school, Role.SCHOOL_ADMIN, "admin@glenview.example", "Mrs Fraser")
    client = just_signed_in(sign_in(elsewhere))
    assert client.get(staff_url).status_code == 404
    mixed = f"/school/{other_school.pk}/person/{teacher.pk}/"
    for data in ({"action": "leave"}, {"action": "reset"}, {"action": "roles", "roles": ["teacher"]}):
        assert client.post(mixed, data).status_code == 404
    invitation = Invitation.objects.send(school, Role.TEACHER, "nia@hillside.example", by=teacher)
    url = f"/school/{other_school.pk}/"
    for action in ("again", "revoke"):
        assert client.post(url, {"action": action, "invitation": invitation.pk}).status_code == 404
    invitation.refresh_from_db()
    assert invitation.is_open
    assert roles(teacher) == {"teacher"}


def test_who_has_done_staff_preparation(admin, staff_url, teacher, safeguarding_lead):
    parts = {lesson.code: lesson.translation_key for lesson in Course.objects.get(slug="staff").lessons}
    for code in ("T1", "T2", "T3", "T4", "T5"):
        LessonCompletion.objects.create(learner=teacher, lesson_key=parts[code])
    for code in ("T1", "T6"):
        LessonCompletion.objects.create(learner=safeguarding_lead, lesson_key=parts[code])
    page = admin.get(staff_url).content.decode()
    assert page.count("Staff preparation done") == 1
    assert "Staff preparation: 1 of 5" in page
    assert "Staff preparation: 0 of 5" in page


# --- invitations ------------------------------------------------------------------------------------------------


def invite(admin, url, email="nia@hillside.example", role="teacher"):
    return admin.post(url, {"action": "invite", "email": email, "role": role}, follow=True)


def test_inviting_says_the_same_for_known_and_unknown_addresses(admin, staff_url, guardian):
    """A3."""
    pages = []
    for email in (guardian.email, "nobody@hillside.example"):
        page = invite(admin, staff_url, email).content.decode()
        assert f"An invitation is on its way to {email}" in page
        pages.append(re.search(r'role="status".*?</main>', page, re.DOTALL)[0].count(email))
        Invitation.objects.all().delete()
    assert pages[0] == pages[1]
    assert [letter.to for letter in mail.outbox] == [[guardian.email], ["nobody@hillside.example"]]
    assert mail.outbox[0].subject == mail.outbox[1].subject == "You are invited to Hillside School on Waymark"


def test_an_invitation_is_listed_sent_again_and_taken_back(admin, staff_url):
    page = invite(admin, staff_url).content.decode()
    assert "nia@hillside.example" in page
    admin.post(staff_url, {"action": "again", "invitation": Invitation.objects.get().pk})
    assert Invitation.objects.unanswered().count() == 1
    assert len(mail.outbox) == 2
    admin.post(staff_url, {"action": "revoke", "invitation": Invitation.objects.open().get().pk})
    assert not Invitation.objects.unanswered().exists()
    assert "None is waiting" in admin.get(staff_url).content.decode()


def test_who_is_here_with_that_role_is_not_invited(admin, staff_url, teacher):
    response = invite(admin, staff_url, "Teacher@Hillside.example")
    assert response.status_code == 422
    assert "here already" in response.content.decode()


def test_a_waiting_school_cannot_write_to_the_whole_world(admin, staff_url, school):
    """Anybody can begin a school, and its name stands in the mail."""
    school.approved_at = None
    school.save()
    for n in range(10):
        assert invite(admin, staff_url, f"{n}@hillside.example").status_code == 200
    response = invite(admin, staff_url)
    assert response.status_code == 422
    assert len(mail.outbox) == 10


@pytest.mark.parametrize("data", [{}, {"action": "delete"}])
def test_what_no_button_says_is_refused(admin, staff_url, person_url, data):
    assert admin.post(staff_url, data).status_code == 400
    assert admin.post(person_url, data).status_code == 400


# --- roles and leaving ------------------------------------------------------------------------------------------


def test_changing_roles_signs_the_colleague_out(admin, person_url, teacher, class_group):
    """S5."""
    theirs, _response = log_in(teacher.email)
    admin.post(person_url, {"action": "roles", "roles": ["teacher", "safeguarding_lead"]})
    assert roles(teacher) == {"teacher", "safeguarding_lead"}
    page = theirs.get("/desk/", follow=True)
    assert page.redirect_chain[-1][0].startswith("/account/login/")
    assert "Something about your account has changed" in page.content.decode()
    assert teacher.classes_taught.exists(), "who stays a teacher keeps the classes"


def test_leaving_ends_access_at_the_next_request_with_a_friendly_page(admin, person_url, teacher, class_group, pupil):
    """S5."""
    theirs, _response = log_in(teacher.email)
    page = admin.post(person_url, {"action": "leave"}, follow=True).content.decode()
    assert "Ms Okafor no longer works here" in page
    response = theirs.get(f"/desk/{class_group.pk}/", follow=True)
    assert "Amira" not in response.content.decode()
    assert "Sign in to go on" in response.content.decode()
    log_in(teacher.email, client=theirs)
    page = theirs.get("/go/", follow=True)
    assert page.status_code == 200
    assert "You no longer work with Hillside School here" in page.content.decode()
    page = theirs.get(f"/desk/{class_group.pk}/")
    assert page.status_code == 403
    assert "You no longer work with Hillside School here" in page.content.decode()


def test_the_last_admin_stays(admin, school, school_admin):
    url = f"/school/{school.pk}/person/{school_admin.pk}/"
    assert "only school admin" in admin.get(url).content.decode()
    for data in ({"action": "leave"}, {"action": "roles", "roles": ["teacher"]}):
        response = admin.post(url, data)
        assert response.status_code == 409
        assert "only school admin" in response.content.decode()
    assert roles(school_admin) == {"school_admin"}


def test_an_admin_who_is_not_the_last_hands_over_and_stays_signed_in(admin, school, school_admin, teacher, person_url):
    admin.post(person_url, {"action": "roles", "roles": ["school_admin"]})
    url = f"/school/{school.pk}/person/{school_admin.pk}/"
    assert admin.post(url, {"action": "roles", "roles": ["teacher"]})["Location"] == "/go/"
    assert admin.get("/go/")["Location"] == "/desk/"
    assert admin.get(f"/school/{school.pk}/").status_code == 403


def test_no_role_at_all_is_asked_about(admin, person_url, teacher):
    response = admin.post(person_url, {"action": "roles"})
    assert response.status_code == 422
    assert roles(teacher) == {"teacher"}


def test_a_role_that_does_not_exist_is_refused(admin, person_url, teacher):
    assert admin.post(person_url, {"action": "roles", "roles": ["operator"]}).status_code == 422
    assert roles(teacher) == {"teacher"}


# --- the second step of a colleague -----------------------------------------------------------------------------


def test_a_reset_takes_the_second_step_tells_the_colleague_and_is_written_down(
    admin, person_url, teacher, school, school_admin
):
    demo.give_second_factor(teacher)
    assert "Reset the second step" in admin.get(person_url).content.decode()
    admin.post(person_url, {"action": "reset"})
    assert not teacher.authenticator_set.exists()
    assert [(letter.to, letter.subject) for letter in mail.outbox] == [
        ([teacher.email], "Your second step was reset on Waymark")
    ]
    entry = AuditEntry.objects.get(event="second_factor_reset")
    assert (entry.by_id, entry.about_id, entry.school_id) == (school_admin.pk, teacher.pk, school.pk)
    theirs, _response = log_in(teacher.email)
    assert theirs.get("/desk/")["Location"] == "/account/2fa/totp/activate/"


@pytest.mark.parametrize("guards", ["another school", "the cms", "myself"])
def test_a_second_step_that_guards_more_than_this_school_is_not_reset(
    admin, school, teacher, school_admin, guards, other_school
):
    person = school_admin if guards == "myself" else teacher
    demo.give_second_factor(person)
    if guards == "another school":
        person.memberships.create(school=other_school, role=Role.TEACHER)
    if guards == "the cms":
        person.is_superuser = True
        person.save()
    url = f"/school/{school.pk}/person/{person.pk}/"
    assert "Reset the second step" not in admin.get(url).content.decode()
    assert admin.post(url, {"action": "reset"}).status_code == 403
    assert person.authenticator_set.exists()


# --- A7: who has not shown for five minutes who they are is asked once more -----------------------------------------


@pytest.mark.parametrize(
    "data", [{"action": "roles", "roles": ["teacher", "school_admin"]}, {"action": "leave"}, {"action": "reset"}]
)
def test_what_guards_accounts_asks_once_more(admin, person_url, teacher, data):
    demo.give_second_factor(teacher)
    just_signed_in(admin, minutes=6)
    assert admin.get(person_url).status_code == 200
    response = admin.post(person_url, data)
    assert "/reauthenticate/" in response["Location"]
    assert roles(teacher) == {"teacher"}
    assert teacher.authenticator_set.exists()


def test_after_that_it_is_done(admin, person_url, teacher):
    just_signed_in(admin, minutes=6)
    asked = admin.post(person_url, {"action": "leave"})["Location"]
    response = admin.post(asked, {"password": demo.PASSWORD, "next": person_url})
    assert response.status_code == 302
    assert not roles(teacher)


def test_inviting_asks_once_more(admin, staff_url):
    just_signed_in(admin, minutes=6)
    data = {"action": "invite", "email": "a@b.example", "role": "school_admin"}
    assert "/reauthenticate/" in admin.post(staff_url, data)["Location"]
    assert not Invitation.objects.exists()


# --- what happened ----------------------------------------------------------------------------------------------


def test_the_record_tells_what_happened_with_names(admin, person_url, staff_url, teacher):
    log_in(teacher.email)
    admin.post(person_url, {"action": "roles", "roles": ["teacher", "safeguarding_lead"]})
    page = admin.get(f"{staff_url}record/").content.decode()
    assert "signed in" in page
    assert "gave a role: Designated Safeguarding Lead" in page
    assert "Ms Okafor" in page


def test_the_record_outlives_who_is_in_it(admin, staff_url, teacher):
    log_in(teacher.email)
    User.objects.get(pk=teacher.pk).delete()
    assert "somebody who has gone" in admin.get(f"{staff_url}record/").content.decode()


def test_an_empty_record_says_so(admin, staff_url):
    assert "Nothing yet" in admin.get(f"{staff_url}record/").content.decode()


def test_long_records_have_pages(admin, staff_url, school):
    AuditEntry.objects.bulk_create(AuditEntry(event="signed_in", school_id=school.pk) for _ in range(60))
    assert "Older" in admin.get(f"{staff_url}record/").content.decode()
    assert "Newer" in admin.get(f"{staff_url}record/?page=2").content.decode()
