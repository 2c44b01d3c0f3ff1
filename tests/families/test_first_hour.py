"""It has happened: each age in each nation against section 6 of the safeguarding brief, as its erratum corrects it.

The routes are read off the screens, as a parent would meet them.
"""

import re
from html import unescape

import pytest
from django.test import Client

from accounts.choices import Nation
from families.first_hour import AGES, STEPS
from pages import text_rules
from pages.models import HelpService

pytestmark = pytest.mark.django_db

NATIONS = ["any", *Nation.values]
LEADS = {
    "any": "safeguarding lead",
    "england": "Designated Safeguarding Lead",
    "wales": "Designated Safeguarding Person",
    "scotland": "Child Protection Coordinator",
    "northern_ireland": "Designated Teacher",
}
UNDER_18, WAS_UNDER_18, ADULT = AGES
# The rows of the table: the helpers in order, for every nation; then what one nation has besides.
THREATENED = {
    UNDER_18: ["Police, when it is not an emergency", "CEOP Safety Centre", "The school’s {lead}"],
    WAS_UNDER_18: ["Police, when it is not an emergency"],
    ADULT: ["Police, when it is not an emergency"],
}
PICTURE = {
    UNDER_18: ["report-remove", "take-it-down", "the-app"],
    WAS_UNDER_18: ["take-it-down", "police-101", "iwf", "the-app"],
    ADULT: ["revenge-porn-helpline", "stopncii", "police-101", "the-app"],
}
MONEY = {
    UNDER_18: ["bank", "police-101", "ceop"],
    WAS_UNDER_18: ["bank", "police-101"],
    ADULT: ["bank", "police-101"],
}
TALK = ["shout", "samaritans"]
ONLY_IN = {
    "meic": {"wales"},
    "lifeline": {"northern_ireland"},
    "breathing-space": {"scotland"},
    "hwb": {"wales"},
    "sbni-hub": {"northern_ireland"},
    "parent-club": {"scotland"},
    "gateway": {"northern_ireland"},
    "report-fraud": {"england", "wales", "northern_ireland"},
    "nhs-111": {"england", "wales", "scotland"},
}


@pytest.fixture(scope="module")
def every_screen(django_db_setup, django_db_blocker):
    """{(age, nation): [the HTML of each step]}"""
    with django_db_blocker.unblock():
        client = Client()
        return {
            (age, nation): [
                client.get(f"/family/now/?age={age}&nation={nation}&step={step}").content.decode()
                for step in range(1, len(STEPS[age]) + 1)
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


def test_the_routes_are_those_of_the_brief(asked, names):
    age, nation, screens = asked
    by_step = [helpers(html) for html in screens]
    assert by_step[0][0] == names["emergency"]
    told = [name.format(lead=LEADS[nation]) for name in THREATENED[age]]
    assert by_step[4][: len(told)] == told
    assert by_step[5] == [names[key] for key in PICTURE[age]]
    money = [names[key] for key in MONEY[age]]
    assert by_step[7][: len(money)] == money
    talk = [names[key] for key in TALK]
    assert [name for name in by_step[8] if name in talk] == talk
    if age == UNDER_18:
        assert names["childline"] in by_step[8]


def test_each_nation_has_its_own_and_nobody_elses(asked, names):
    _age, nation, screens = asked
    met = {name for html in screens for name in helpers(html)}
    for key, nations in ONLY_IN.items():
        if nation not in nations:
            assert names[key] not in met, key
    everywhere = {"meic": {"wales"}, "lifeline": {"northern_ireland"}, "breathing-space": {"scotland"}}
    for key, nations in everywhere.items():
        assert (names[key] in met) == (nation in nations), key


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


@pytest.mark.parametrize("said", ["age=9", "age=1&nation=mars", "age=1&nation=wales&step=99999", "step=-1", "age=²"])
def test_nonsense_shows_the_screen_before(client, said):
    assert client.get(f"/family/now/?{said}").status_code == 200


def test_the_words_are_plain_and_blame_nobody():
    for steps in STEPS.values():
        for step in steps:
            text = "\n\n".join([str(step.do), *map(str, step.more)])
            assert text_rules.check(text, "family", lesson_code="F4") == [], text
        whole = " ".join(str(part) for step in steps for part in [step.do, *step.more])
        assert text_rules.reading_grade(whole) <= 6


def test_nothing_of_it_is_kept(client):
    client.get("/family/now/?age=1&nation=wales&step=3")
    assert not client.session.keys()
