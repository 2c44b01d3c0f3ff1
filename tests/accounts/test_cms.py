"""The CMS is for editors, and holds no child."""

import re

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

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


def test_avatars_come_from_nowhere_else(cms):
    assert "gravatar" not in cms.get("/cms/users/").content.decode()
