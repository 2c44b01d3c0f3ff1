"""The words of the family pages: plain, and as the rules for the Family course want them."""

import re
from html import unescape

import pytest

from courses.models import Course
from families.models import FirstHour, HomeLetter
from pages import text_rules

pytestmark = pytest.mark.django_db
SEEN_BY_ALL = [
    "",
    "learn/",
    "now/",
    "talk/",
    "talk/?age=explorers",
    "together/",
    "practised/",
    "certificate/",
    "save/",
]
SEEN_AT_HOME = ["data/", "children/", "come-back/", ""]


def words_of(html):
    """What a reader meets in the main part, a paragraph each."""
    main = html[html.index("<main") : html.index("</main>")]
    main = re.sub(r"<(svg|script|style|nav|option)\b.*?</\1>", "", main, flags=re.DOTALL)
    parts = re.split(r"</?(?:p|li|h\d|strong|span|a|button|label|div|summary|legend)\b[^>]*>", main)
    lines = [re.sub(r"<[^>]+>", " ", part) for part in parts]
    said = [" ".join(unescape(line).split()) for line in lines]
    return "\n\n".join(line if line[-1] in ".?!”" else f"{line}." for line in said if len(line.split()) > 3)


def assert_plain(path, html):
    text = words_of(html)
    assert text_rules.check(text, "family", lesson_code="F4") == [], path
    assert text_rules.reading_grade(text) <= 6, (path, text_rules.reading_grade(text), text)


def test_what_all_parents_read(client):
    for path in [*SEEN_BY_ALL, *(f"now/?age={hour.about}" for hour in FirstHour.objects.all())]:
        assert_plain(path, client.get(f"/family/{path}").content.decode())


def test_what_a_family_with_an_account_reads(phone):
    phone.ask()
    assert_plain("save/code/", phone.get("/family/save/code/").content.decode())
    phone.save()
    for path in SEEN_AT_HOME:
        assert_plain(path, phone.get(f"/family/{path}").content.decode())


@pytest.mark.parametrize("before", [True, False])
def test_what_families_read_behind_the_link_of_a_letter(client, class_group, before):
    for slug in ["sparks", "explorers", "navigators", "pathfinders"]:
        lesson = Course.objects.get(slug=slug).lessons[0]
        letter = HomeLetter.objects.make(class_group, lesson, before=before)
        assert_plain(slug, client.get(letter.path).content.decode())
