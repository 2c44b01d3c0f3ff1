"""It has happened: each age in each nation against section 6 of the safeguarding brief, as its erratum corrects it.

The routes are read off the screens, as a parent would meet them.
"""

import re
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from accounts.choices import Nation
from families.first_hour_files import load_first_hour
from families.models import FirstHour
from pages import text_rules
from pages.help_loading import MistakesInFile
from pages.models import HelpService

pytestmark = pytest.mark.django_db

AGES = UNDER_18, WAS_UNDER_18, ADULT = ["1", "2", "3"]
STEPS = 9
NATIONS = ["any", *Nation.values]
LEADS = {
    "any": "safeguarding lead",
    "england": "Designated Safeguarding Lead",
    "wales": "Designated Safeguarding Person",
    "scotland": "Child Protection Coordinator",
    "northern_ireland": "Designated Teacher",
}
# The table, row by row: on which of the steps a row stands, and its helpers in order for each age. "+" is what some
# nations have besides, in its place in the order; what no nation is named for is for all.
DANGER, THREATENED, PICTURE, APP, MONEY, TALK = 1, 5, 6, 7, 8, 9
FROM_18 = "police-101 +police-online-england-wales +police-online-northern-ireland +police-scotland-advice"
SOMEONE = "childline shout samaritans +meic +lifeline +breathing-space"
TABLE = {
    DANGER: dict.fromkeys(AGES, "emergency +nhs-111 +lifeline papyrus"),
    THREATENED: {
        UNDER_18: "police-101 ceop school-lead +childrens-social-care +gateway nspcc +hwb +sbni-hub",
        WAS_UNDER_18: FROM_18,
        ADULT: FROM_18,
    },
    PICTURE: {
        UNDER_18: "report-remove take-it-down the-app",
        WAS_UNDER_18: "take-it-down police-101 iwf the-app",
        ADULT: "revenge-porn-helpline stopncii police-101 the-app",
    },
    APP: dict.fromkeys(AGES, "the-app"),
    MONEY: {
        UNDER_18: "bank police-101 ceop +report-fraud",
        WAS_UNDER_18: "bank police-101 +report-fraud",
        ADULT: "bank police-101 +report-fraud",
    },
    TALK: {
        UNDER_18: f"{SOMEONE} +hwb +sbni-hub +parent-club +safer-scot",
        WAS_UNDER_18: SOMEONE,
        ADULT: SOMEONE,
    },
}
ONLY_IN = {
    "meic": {"wales"},
    "hwb": {"wales"},
    "lifeline": {"northern_ireland"},
    "sbni-hub": {"northern_ireland"},
    "gateway": {"northern_ireland"},
    "police-online-northern-ireland": {"northern_ireland"},
    "breathing-space": {"scotland"},
    "parent-club": {"scotland"},
    "safer-scot": {"scotland"},
    "police-scotland-advice": {"scotland"},
    "police-online-england-wales": {"england", "wales"},
    "childrens-social-care": {"england", "wales", "scotland"},
    "nhs-111": {"england", "wales", "scotland"},
    "report-fraud": {"england", "wales", "northern_ireland"},
}


def row_of_the_table(step, age, nation):
    keys = TABLE.get(step, {}).get(age, "").split()
    return [key.strip("+") for key in keys if not key.startswith("+") or nation in ONLY_IN[key[1:]]]


@pytest.fixture(scope="module")
def every_screen(django_db_setup, django_db_blocker):
    """{(age, nation): [the HTML of each step]}"""
    with django_db_blocker.unblock():
        client = Client()
        return {
            (age, nation): [
                client.get(f"/family/now/?age={age}&nation={nation}&step={step}").content.decode()
                for step in range(1, STEPS + 1)
            ]
            for age in AGES
            for nation in NATIONS
        }


@pytest.fixture(scope="module")
def names(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        return dict(HelpService.objects.values_list("key", "name"))


def helpers(html):
    main = html[html.index("<main") : html.index("If a phone call is hard")] if "If a phone" in html else html
    return [unescape(name).strip() for name in re.findall(r'help-service__name">([^<]*)', main)]


@pytest.fixture(params=[(age, nation) for age in AGES for nation in NATIONS], ids="-".join)
def asked(request, every_screen):
    return *request.param, every_screen[request.param]


def test_every_step_has_the_routes_of_the_table_in_order(asked, names):
    age, nation, screens = asked
    called = names | {"school-lead": f"The school's {LEADS[nation]}"}
    for number, html in enumerate(screens, 1):
        assert helpers(html) == [called[key] for key in row_of_the_table(number, age, nation)], number


def test_report_fraud_is_named_where_it_is_for_the_nation_alone(asked):
    _age, nation, screens = asked
    assert ("Report Fraud comes in only if" in screens[MONEY - 1]) == (nation in ONLY_IN["report-fraud"])


def test_ages_meet_only_what_serves_them(asked, names):
    age, _nation, screens = asked
    met = {name for html in screens for name in helpers(html)}
    under_18 = {names["ceop"], names["report-remove"]}
    adults = {names["revenge-porn-helpline"], names["stopncii"]}
    assert bool(under_18 & met) == (age == UNDER_18)
    assert bool(adults & met) == (age == ADULT)  # not StopNCII for a picture from before 18


def test_help_is_in_reach_on_every_screen(asked):
    age, _nation, screens = asked
    for html in screens:
        bar = html[html.index('class="help-calls"') : html.index("</nav>", html.index('class="help-calls"'))]
        assert 'href="tel:999"' in bar
        wanted = ["ceop.police.uk", "tel:08001111"] if age == UNDER_18 else ["tel:101", "sms:85258"]
        assert all(one in bar for one in wanted)
        assert html.count("Leave this page") >= 1


def test_before_anything_is_asked_something_is_given(client):
    html = client.get("/family/now/").content.decode()
    assert html.index("Don't pay") < html.index("How old is your child?")
    assert 'href="tel:999"' in html
    assert "ceop.police.uk" in html


def test_the_whole_is_one_page_to_print(client):
    html = client.get("/family/now/?age=1&nation=wales&step=all").content.decode()
    assert html.count("<li><strong>") >= 9
    assert "0800 1111" in html


@pytest.mark.parametrize("said", ["age=9", "age=1&nation=mars", "age=1&nation=wales&step=99999", "step=-1", "age=²"])
def test_nonsense_shows_the_screen_before(client, said):
    assert client.get(f"/family/now/?{said}").status_code == 200


def test_the_words_are_plain_and_blame_nobody():
    for hour in FirstHour.objects.all():
        assert hour.findings == []
        assert text_rules.reading_grade(" ".join(line for step in hour.texts for line in step)) <= 6


def test_nothing_of_it_is_kept(client):
    client.get("/family/now/?age=1&nation=wales&step=3")
    assert not client.session.keys()


# --- editors ---------------------------------------------------------------------------------------------


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
