"""The first hour in the hands of editors: drafts, a preview, nothing that does harm; and the file that fills it."""

import re

import pytest
from django.core.exceptions import ValidationError

from families.first_hour_files import load_first_hour
from families.models import FirstHour
from pages.help_loading import MistakesInFile

pytestmark = pytest.mark.django_db

UNDER_18, ADULT = "1", "3"


def test_an_editor_changes_the_words_and_the_file_leaves_them(client, editor, settings):
    hour = FirstHour.objects.get(about=UNDER_18)
    hour.steps[1].value["do"] = "Sit with them first."
    hour.save_revision(user=editor)
    assert "Sit with them first." not in client.get("/family/now/?age=1&nation=any&step=2").content.decode()
    hour.latest_revision.publish(user=editor)
    again = load_first_hour(settings.BASE_DIR / "content" / "first-hour.yaml")
    assert (again.made, again.changed, again.kept) == ([], [], ["first hour 1"])
    assert "Sit with them first." in client.get("/family/now/?age=1&nation=any&step=2").content.decode()


def test_an_editor_finds_it_and_sees_a_preview(sign_in, editor, rf):
    hour = FirstHour.objects.get(about=ADULT)
    assert sign_in(editor).get(f"/cms/snippets/families/firsthour/edit/{hour.pk}/").status_code == 200
    html = hour.make_preview_request(rf.get("/"), "").rendered_content
    assert hour.short in html
    assert 'href="tel:101"' in html


def without_999_in_sight(hour):
    hour.calls = [("helper", "ceop"), ("helper", "childline"), ("helper", "shout")]


def without_999_first(hour):
    hour.steps[0].value["helpers"] = []


def with_harm(hour):
    hour.steps[1].value["do"] = "Save the picture as proof."


@pytest.mark.parametrize("spoil", [without_999_in_sight, without_999_first, with_harm])
def test_what_would_do_harm_is_refused(spoil):
    hour = FirstHour.objects.get(about=UNDER_18)
    hour.full_clean()
    spoil(hour)
    with pytest.raises(ValidationError):
        hour.full_clean()


def test_an_age_that_is_taken_down_is_asked_for_no_more(client):
    FirstHour.objects.get(about=ADULT).unpublish()
    html = client.get("/family/now/?age=3&nation=wales&step=2").content.decode()
    assert "How old is your child?" in html
    assert "18 or over, and in the picture too" not in html
    FirstHour.objects.all().delete()
    assert 'href="tel:999"' in client.get("/family/now/").content.decode()


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("about: 2", "about: two", "about"),
        ("picture: framed-picture", "picture: frame", "picture"),
        ("the-app]", "the-ap]", "the-ap"),
        ("nations: [england", "nations: [engelond", "nations"),
        ("do: Sit with them. Believe them.", "do: You should have told us.", "check 4"),
        ("calls: [emergency, ceop, childline]", "calls: [ceop, childline, shout]", "999"),
    ],
)
def test_a_mistake_in_the_file_is_named_with_its_line(settings, tmp_path, right, wrong, said):
    text = (settings.BASE_DIR / "content" / "first-hour.yaml").read_text()
    path = tmp_path / "first-hour.yaml"
    path.write_text(text.replace(right, wrong))
    with pytest.raises(MistakesInFile) as caught:
        load_first_hour(path)
    assert re.search(rf"{re.escape(str(path))}:\d+: ", str(caught.value))
    assert said in str(caught.value)
