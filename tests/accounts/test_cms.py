"""The CMS is for editors, and holds no child."""

import re

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from accounts.choices import Role
from accounts.models import User
from classrooms import demo


@pytest.fixture
def operator(db):
    return demo.make_adult("operator@waymark.example", "Ola Operator", is_superuser=True)


@pytest.fixture
def cms(operator, sign_in, pupil, classmate, teacher, guardian, editor):
    return sign_in(operator)


def users_of(response):
    return {user.display_name for user in response.context["object_list"]}


def test_the_list_holds_adults_with_a_role(cms):
    assert users_of(cms.get("/cms/users/")) == {"Ola Operator", "Ms Okafor", "Sal Editor"}


@pytest.mark.parametrize(
    ("words", "found"), [("Amira", set()), ("Okafor", {"Ms Okafor"}), ("hillside", {"Ms Okafor"})]
)
def test_search_finds_adults_with_a_role(cms, words, found):
    assert users_of(cms.get("/cms/users/results/", {"q": words})) == found


@pytest.mark.parametrize("view", ["edit", "delete", "history", "usage"])
def test_no_child_is_opened_by_number(cms, view, pupil, guardian, teacher):
    for user, status in {pupil: 404, guardian: 404, teacher: 200}.items():
        assert cms.get(reverse(f"wagtailusers_users:{view}", args=[user.pk])).status_code == status
    cms.post(reverse("wagtailusers_users:delete", args=[pupil.pk]))
    assert User.objects.filter(pk=pupil.pk).exists()


@pytest.mark.parametrize("action", ["assign_role", "delete", "set_active_state"])
def test_no_child_is_in_what_is_done_to_many(cms, action, pupil, teacher):
    url = reverse("wagtail_bulk_action", args=["accounts", "user", action])
    assert cms.get(url, {"id": pupil.pk}).status_code == 404
    page = cms.get(url, {"id": [pupil.pk, teacher.pk]}).content.decode()
    assert "Okafor" in page
    assert "Amira" not in page
    assert "Amira" not in cms.get(url, {"id": "all"}).content.decode()


def test_no_page_of_the_cms_names_a_child(cms):
    for path in ["/cms/", "/cms/users/", "/cms/groups/", "/cms/reports/site-history/", "/cms/reports/workflow/",
                 "/cms/reports/aging-pages/", "/cms/reports/locked/", "/cms/account/", "/cms/pages/"]:  # fmt: skip
        response = cms.get(path, follow=True)
        assert response.status_code == 200, path
        assert not re.search(r"\bAmira\b|\bBen\b|Jo Parent", response.content.decode()), path


def test_an_operator_adds_an_editor(cms):
    groups = [Group.objects.get(name="Editors").pk]
    page = cms.get("/cms/users/new/").content.decode()
    assert "password1" not in page
    assert "first_name" not in page
    fields = {"email": "new@waymark.example", "display_name": "Nia Editor", "groups": groups}
    assert cms.post("/cms/users/new/", fields).status_code == 302
    user = User.objects.get(email="new@waymark.example")
    assert user.can_edit
    assert not user.has_usable_password()
    fields |= {"display_name": "Nia", "is_active": "on"}
    assert cms.post(reverse("wagtailusers_users:edit", args=[user.pk]), fields).status_code == 302
    user.refresh_from_db()
    assert (user.display_name, user.is_active) == ("Nia", True)


@pytest.mark.parametrize(
    ("who", "status"), [("pupil", 404), ("teacher", 403), ("school_admin", 403), ("guardian", 403)]
)
@pytest.mark.parametrize("path", ["/cms/", "/cms/pages/", "/cms/users/", "/cms/login/", "/cms/password_reset/"])
def test_nobody_else_gets_in(request, sign_in, who, status, path):
    assert sign_in(request.getfixturevalue(who)).get(path).status_code == status


def test_editors_do_not_manage_users(editor, sign_in):
    client = sign_in(editor)
    assert client.get("/cms/").status_code == 200
    assert client.get("/cms/users/")["Location"] == "/cms/"


def test_editors_sign_in_where_all_adults_do(client, db):
    assert client.get("/cms/login/?next=/cms/pages/")["Location"] == "/account/login/?next=/cms/pages/"
    assert client.get("/cms/")["Location"] == "/account/login/?next=/cms/"
    assert client.post("/cms/login/", {"username": "a", "password": "b"})["Location"].startswith("/account/login/")
    assert client.get("/cms/password_reset/")["Location"].startswith("/account/login/")


@pytest.fixture
def two_admins(school, school_admin):
    return [school_admin, demo.make_staff(school, Role.SCHOOL_ADMIN, "second@hillside.example", "Mr Second")]


def bulk(cms, action, users, **data):
    url = reverse("wagtail_bulk_action", args=["accounts", "user", action])
    return cms.post(f"{url}?{'&'.join(f'id={user.pk}' for user in users)}&next=/cms/users/", data, follow=True)


def test_the_last_admin_of_a_school_is_not_deleted(cms, school_admin):
    page = cms.post(reverse("wagtailusers_users:delete", args=[school_admin.pk]), follow=True).content.decode()
    assert "Hillside School would have no school admin" in page
    assert User.objects.filter(pk=school_admin.pk).exists()


def test_nor_made_inactive(cms, school_admin):
    fields = {"email": school_admin.email, "display_name": "Mrs Kaur"}
    page = cms.post(reverse("wagtailusers_users:edit", args=[school_admin.pk]), fields).content.decode()
    assert "would have no school admin" in page
    school_admin.refresh_from_db()
    assert school_admin.is_active


def test_one_of_two_admins_may_go_and_not_both_together(cms, two_admins):
    assert "would have no school admin" in bulk(cms, "delete", two_admins).content.decode()
    assert (
        "would have no school admin"
        in bulk(cms, "set_active_state", two_admins, mark_as_active="False").content.decode()
    )
    assert User.objects.filter(pk__in=[user.pk for user in two_admins], is_active=True).count() == 2
    bulk(cms, "set_active_state", two_admins, mark_as_active="True")
    bulk(cms, "delete", two_admins[:1])
    assert not User.objects.filter(pk=two_admins[0].pk).exists()
    bulk(cms, "delete", two_admins[1:])
    assert User.objects.filter(pk=two_admins[1].pk).exists(), "now she is the last"


def test_an_admin_who_cannot_sign_in_does_not_count(cms, two_admins):
    User.objects.filter(pk=two_admins[1].pk).update(is_active=False)
    bulk(cms, "delete", two_admins[:1])
    assert User.objects.filter(pk=two_admins[0].pk).exists()


def test_avatars_come_from_nowhere_else(cms):
    assert "gravatar" not in cms.get("/cms/users/").content.decode()
