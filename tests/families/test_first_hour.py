"""It has happened: each age in each nation against section 6 of the safeguarding brief, as its erratum corrects it.

The routes are read off the screens, as a parent would meet them.
"""

import re
from html import unescape

import pytest
from django.test import Client

from accounts.choices import Nation
from families.models import FirstHour
from pages import text_rules
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
    called = names | {"school-lead": f"The school’s {LEADS[nation]}"}
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
    assert html.index("Don’t pay") < html.index("How old is your child?")
    assert 'href="tel:999"' in html
    assert "ceop.police.uk" in html


def test_the_whole_is_one_page_to_print(client):
    html = client.get("/family/now/?age=1&nation=wales&step=all").content.decode()
    assert html.count("<li><strong>") >= 9
    assert "0800 1111" in html
    assert re.search(r"Samaritans</strong> <span class=\"unconfirmed\">", html)


@pytest.mark.parametrize(("step", "is_said"), [("1", True), ("2", False), ("9", True), ("all", True)])
def test_what_unconfirmed_means_is_said_where_the_word_stands(client, step, is_said):
    html = client.get(f"/family/now/?age=1&nation=wales&step={step}").content.decode()
    assert ("“Unconfirmed” means" in html) is is_said
    assert ('class="unconfirmed"' in html) is is_said


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
