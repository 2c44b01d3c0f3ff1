"""A school signs up, waits, and is approved."""

import re

import pytest
from django.core import mail
from django.test import Client

from accounts.choices import Event, Role
from accounts.models import AuditEntry, ClassGroup, School, User
from classrooms import demo

from .test_adults import code_of, log_in

ACCOUNT = {"display_name": "Sam Newman", "email": "new@school.example", "password1": "velvet-otter-lantern"}
SCHOOL = {"school-name": "Riverside Primary", "school-nation": "wales", "school-register_number": ""}


@pytest.fixture(autouse=True)
def _mail_in_memory(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def operator(db):
    return demo.make_adult("operator@waymark.example", "Ola Operator", is_superuser=True)


@pytest.fixture
def waiting_school(db):
    return School.objects.create(name="Riverside Primary", nation="wales")


@pytest.fixture
def newcomer(waiting_school):
    return demo.make_staff(waiting_school, Role.TEACHER, "new@riverside.example", "Sam Newman")


def sign_up(client, **changed):
    return client.post("/school/new/", ACCOUNT | SCHOOL | changed)


def confirm(client):
    return client.post("/account/confirm-email/", {"code": code_of(mail.outbox[-1])})


# --- signing up -------------------------------------------------------------------------------------------------


def test_five_fields_are_asked_for_and_one_may_stay_empty(client, db):
    page = client.get("/school/new/").content.decode()
    asked = set(re.findall(r'name="([\w-]+)"', page.partition("<main")[2].partition("</main")[0]))
    assert asked == {"csrfmiddlewaretoken", *ACCOUNT, *SCHOOL}


def test_a_teacher_signs_a_school_up_and_is_at_the_desk(client, db):
    assert sign_up(client)["Location"] == "/account/confirm-email/"
    assert not School.objects.exists(), "an address that nobody confirms leaves no school behind"
    assert confirm(client)["Location"] == "/go/"
    assert client.get("/go/")["Location"] == "/desk/"
    desk = client.get("/desk/").content.decode()
    assert "Riverside Primary is waiting for approval" in desk
    assert "You can teach at once, without names" in desk
    school = School.objects.get()
    assert (school.name, school.nation, school.is_approved) == ("Riverside Primary", "wales", False)
    roles = school.memberships.current().values_list("user__email", "role")
    assert set(roles) == {("new@school.example", "teacher"), ("new@school.example", "school_admin")}
    assert str(school.safeguarding_lead_title) == "Designated Safeguarding Person"


@pytest.mark.parametrize(("typed", "kept"), [("100 000", "100000"), ("123-4567", "1234567"), ("", "")])
def test_a_number_of_the_register_is_kept_as_figures(client, db, typed, kept):
    sign_up(client, **{"school-register_number": typed})
    confirm(client)
    assert School.objects.get().register_number == kept


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"school-name": ""}, "Please fill this in."),
        ({"school-nation": "france"}, "Please choose one of these."),
        ({"school-register_number": "soon"}, "five to eight figures"),
        ({"password1": "short"}, "at least 12 characters. Three random words"),
        ({"email": "nobody"}, "a whole e-mail address"),
    ],
)
def test_what_cannot_be_used_is_said_and_the_rest_is_kept(client, db, changed, sentence):
    response = sign_up(client, **changed)
    assert response.status_code == 422
    page = response.content.decode()
    assert sentence in page
    assert 'value="Sam Newman"' in page
    assert not User.objects.exists()


def test_a_known_address_gets_the_same_answer_and_no_school(db):
    """A3."""
    demo.make_adult("new@school.example", "Sam")
    known, unknown = Client(), Client()
    answers = []
    for client, email in [(known, "new@school.example"), (unknown, "other@school.example")]:
        response = sign_up(client, email=email)
        page = client.get(response["Location"]).content.decode()
        answers.append((response.status_code, response["Location"], re.sub(r'value="\w{64}"|[\w.]+@[\w.]+', "", page)))
    assert answers[0] == answers[1]
    assert not School.objects.exists()


@pytest.mark.parametrize(("described_by", "schools"), [("teacher@hillside.example", 2), ("new@school.example", 1)])
def test_a_school_described_at_this_browser_is_started_by_nobody_else(client, db, teacher, described_by, schools):
    """S1."""
    session = client.session
    fields = {"name": "Riverside Primary", "nation": "wales", "register_number": ""}
    session["school_to_start"] = {"email": described_by, "fields": fields}
    session.save()
    log_in("teacher@hillside.example", client=client)
    assert School.objects.count() == schools
    assert "school_to_start" not in client.session
    assert client.get("/go/").status_code == 302


def test_an_adult_without_a_school_starts_one_and_sent_twice_it_is_one(guardian, sign_in):
    client = sign_in(guardian)
    for _ in range(2):
        assert client.post("/school/new/", SCHOOL)["Location"] == "/go/"
    assert School.objects.count() == 1
    assert client.get("/go/")["Location"] == "/desk/"


# --- waiting ----------------------------------------------------------------------------------------------------


def test_a_waiting_school_has_a_desk_without_a_second_factor_and_no_named_pupil(waiting_school, newcomer):
    client, _response = log_in("new@riverside.example")
    assert client.get("/desk/").status_code == 200
    group = ClassGroup.objects.create(school=waiting_school, name="4 Ash", band="explorers")
    for make in (lambda: User.objects.create_pupil("Amira", waiting_school), lambda: group.enrol("Amira")):
        with pytest.raises(ValueError, match="once it is approved"):
            make()
    assert not User.objects.exclude(kind="adult").exists()


def test_approval_brings_names_and_the_second_factor(waiting_school, newcomer, operator):
    client, _response = log_in("new@riverside.example")
    waiting_school.approve(operator)
    assert client.get("/desk/")["Location"] == "/account/2fa/totp/activate/"
    assert User.objects.create_pupil("Amira", waiting_school).pk


# --- approving --------------------------------------------------------------------------------------------------


def test_an_operator_approves_and_the_admin_hears_of_it_once(waiting_school, newcomer, operator, sign_in):
    waiting_school.set_roles(newcomer, [Role.TEACHER, Role.SCHOOL_ADMIN], by=newcomer)
    cms = sign_in(operator)
    assert "Riverside Primary" in cms.get("/cms/schools/").content.decode()
    page = cms.get(f"/cms/schools/{waiting_school.pk}/").content.decode()
    assert "new@riverside.example" in page
    for _ in range(2):
        assert cms.post(f"/cms/schools/{waiting_school.pk}/")["Location"] == "/cms/schools/"
    waiting_school.refresh_from_db()
    assert waiting_school.is_approved
    assert waiting_school.approved_by == operator
    assert [(letter.subject, letter.to) for letter in mail.outbox] == [
        ("Riverside Primary is approved on Waymark", ["new@riverside.example"])
    ]
    assert "Ola Operator" in cms.get("/cms/schools/").content.decode()
    assert AuditEntry.objects.filter(event=Event.SCHOOL_APPROVED, by_id=operator.pk).count() == 1


@pytest.mark.parametrize("who", ["editor", "teacher", "school_admin", "guardian", "pupil"])
def test_nobody_else_approves(request, sign_in, waiting_school, who):
    """T8."""
    client = sign_in(request.getfixturevalue(who))
    for path in ["/cms/schools/", f"/cms/schools/{waiting_school.pk}/"]:
        assert client.get(path).status_code in {302, 403, 404}
        assert client.post(path).status_code in {302, 403, 404, 405}
    waiting_school.refresh_from_db()
    assert not waiting_school.is_approved


def test_no_pupil_is_among_the_schools_of_the_cms(operator, sign_in, school, pupil, school_admin):
    """T8."""
    cms = sign_in(operator)
    for path in ["/cms/schools/", f"/cms/schools/{school.pk}/", "/cms/schools/results/?q=Amira"]:
        assert "Amira" not in cms.get(path).content.decode()


def test_the_cms_neither_adds_nor_deletes_schools(operator, sign_in, school):
    cms = sign_in(operator)
    for path in ["new/", f"edit/{school.pk}/", f"delete/{school.pk}/", f"history/{school.pk}/"]:
        assert cms.get(f"/cms/schools/{path}").status_code == 404


def test_a_second_school_under_the_same_number_is_pointed_out(operator, sign_in, school, waiting_school):
    School.objects.update(register_number="100000")
    page = sign_in(operator).get(f"/cms/schools/{waiting_school.pk}/").content.decode()
    assert "Hillside School has the same number" in page
