"""The frame of every page: drawn once for each kind of reader, and each finds their own way in it."""

import pytest
from bs4 import BeautifulSoup

from accounts.choices import AgeBand
from accounts.models import User
from classrooms.models import Cover


@pytest.fixture
def visitor(db):
    """Nobody who is known here."""


@pytest.fixture
def guest(db):
    return User.objects.create_home_guest()


@pytest.fixture
def child(guardian):
    return User.objects.create_child(guardian, "Bee", AgeBand.EXPLORERS)


@pytest.fixture
def cover_teacher(class_group, teacher, navigators):
    cover, _token = Cover.objects.give(class_group, navigators.lessons[0].translation_key, teacher)
    return cover.open_as()


LINKS = {
    "visitor": ("/", ["Lessons", "Class code", "Sign in"], ""),
    "guest": ("/", ["My family", "Sign in"], ""),
    "pupil": ("/go/", [], "Not you? Sign out"),
    "child": ("/go/", ["My page"], "Grown-up"),
    "guardian": ("/go/", ["My family", "Lessons", "Account"], "Sign out"),
    "teacher": ("/go/", ["Classes", "Lessons", "Account"], "Sign out"),
    "cover_teacher": ("/go/", ["Lessons"], "Sign out"),
    "editor": ("/go/", ["Lessons", "Account"], "Sign out"),
}


@pytest.mark.parametrize("who", LINKS)
def test_each_reader_finds_their_own_links(request, client, sign_in, who):
    """One after another in the same process, on a page that all of them may read."""
    reader = request.getfixturevalue(who)
    browser = sign_in(reader) if reader else client
    page = BeautifulSoup(browser.get("/family/now/" if who == "guest" else "/help/").content, "html.parser")
    home, links, out = LINKS[who]
    nav = page.find("nav", class_="site-nav")
    assert page.find("a", class_="brand")["href"] == home
    assert [
        link.text for link in nav.find_all("a", recursive=False) if "site-nav__who" not in link.get("class", [])
    ] == [
        *links,
        "Help",
    ]
    assert "".join(one.text for one in nav.select(".site-nav__out")) == out
