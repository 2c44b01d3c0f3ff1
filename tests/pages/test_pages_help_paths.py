"""What has happened, and who can help: each reader, in each nation, on each path, against the safeguarding brief.

The tables are section 6 of the brief as its erratum corrects it. A route is read off the page, as
a reader would.
"""

import re
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client

from accounts.choices import AgeBand, Nation
from pages import help_path_files, text_rules
from pages.help_loading import Loaded, MistakesInFile
from pages.help_screens import READERS
from pages.models import HelpPath, HelpService
from pages.models.help_path import LESSON_CODES

NATIONS = ["", *Nation.values]
LEADS = {
    "": "safeguarding lead",
    "england": "Designated Safeguarding Lead",
    "wales": "Designated Safeguarding Person",
    "scotland": "Child Protection Coordinator",
    "northern_ireland": "Designated Teacher",
}
ADULTS = {"family", "staff"}
OLDER = {"navigators", "pathfinders"}
NOT_YET = {  # reader -> what the reader's age is not sent to
    "explorers": {"ceop", "police-101", "shout", "report-remove", "take-it-down", "samaritans", "bank", "nspcc"},
    "navigators": {"samaritans", "breathing-space", "revenge-porn-helpline", "stopncii", "bank", "nspcc", "nhs-111"},
    "pathfinders": {"nspcc", "nhs-111", "papyrus", "report-fraud", "shore"},
    "family": {"shore", "stop-it-now", "professionals-online-safety-helpline", "education-support"},
    "staff": {"parent-club", "internet-matters"},
}
ONLY_IN = {  # what serves one nation or some of them
    "meic": {"wales"},
    "hwb": {"wales"},
    "breathing-space": {"scotland"},
    "parent-club": {"scotland"},
    "safer-scot": {"scotland"},
    "police-scotland-advice": {"scotland"},
    "cyberscotland": {"scotland"},
    "lifeline": {"northern_ireland"},
    "gateway": {"northern_ireland"},
    "sbni-hub": {"northern_ireland"},
    "police-online-northern-ireland": {"northern_ireland"},
    "police-online-england-wales": {"england", "wales"},
    "police-image-abuse": {"england", "wales"},
    "report-fraud": {"england", "wales", "northern_ireland"},
    "childrens-social-care": {"england", "wales", "scotland"},
    "nhs-111": {"england", "wales", "scotland"},
}

# The rows of the table. Each is a list of helpers in order; a nation keeps those that serve it.
TOLD = ["trusted-adult", "school-lead"]
THREATENED = [*TOLD, "ceop", "police-101"]
REMOVE = ["report-remove", "take-it-down", "the-app"]
WAS_UNDER_18 = ["take-it-down", "police-101", "iwf"]
EIGHTEEN = [
    "revenge-porn-helpline",
    "stopncii",
    "police-101",
    "police-online-england-wales",
    "police-online-northern-ireland",
]
TALK = {
    "explorers": ["childline"],
    "navigators": ["childline", "shout", "meic", "lifeline"],
    "pathfinders": ["childline", "shout", "samaritans", "meic", "lifeline", "breathing-space"],
}
WORRIED = ["police-101", "ceop", "school-lead", "childrens-social-care", "gateway", "nspcc"]
READ = ["hwb", "sbni-hub", "safer-scot"]
MONEY = ["bank", "police-101", "ceop"]

OF_PUPILS = {  # about -> the rows of the table that its page has to hold, in order
    1: [THREATENED],
    2: [REMOVE, THREATENED],
    3: [[*TOLD, "ceop"]],
    4: [TOLD, ["police-101"], ["ceop"], REMOVE],
    5: [THREATENED],
    6: [THREATENED],
    7: [TOLD],
    8: [["emergency", "trusted-adult"], ["school-lead"]],
    9: [["emergency", "school-lead", "childline", "police-101"]],
}
TABLE = {
    "explorers": {
        **{about: [["trusted-adult", "childline"]] for about in range(1, 8)},
        **{about: [["emergency", "trusted-adult", "childline"]] for about in (8, 9)},
    },
    "navigators": OF_PUPILS,
    "pathfinders": OF_PUPILS
    | {
        1: [THREATENED, WAS_UNDER_18, EIGHTEEN],
        2: [REMOVE, WAS_UNDER_18, EIGHTEEN, THREATENED],
        4: [MONEY, TOLD, REMOVE, WAS_UNDER_18, EIGHTEEN],
    },
    "family": {
        1: [["emergency", *WORRIED], REMOVE, WAS_UNDER_18, EIGHTEEN, READ, ["parent-club"]],
        2: [REMOVE, WAS_UNDER_18, EIGHTEEN, ["emergency", *WORRIED], READ, ["parent-club"]],
        3: [[*MONEY, "report-fraud"], WORRIED[2:], REMOVE],
        4: [["school-lead", "police-101", *WORRIED[3:]], ["childline"]],
        5: [["police-101", "ceop", "iwf", *WORRIED[2:]]],
        6: [["nspcc", "school-lead"], ["police-101", "ceop"], ["childline"], READ, ["parent-club"]],
        7: [["childline", "shout", "samaritans"], ["school-lead", "nspcc"]],
        8: [["emergency", "nhs-111", "lifeline", "papyrus", "childline", "shout", "samaritans"]],
        9: [["emergency", *WORRIED], ["childline"]],
    },
    "staff": {
        1: [["emergency", *WORRIED], ["childline"], REMOVE, WAS_UNDER_18, EIGHTEEN, READ],
        2: [["school-lead", "police-101", "iwf"], ["education-support"]],
        3: [["school-lead", "police-101", "ceop", *WORRIED[3:]], ["shore", "stop-it-now"]],
        4: [["emergency", *WORRIED], REMOVE, WAS_UNDER_18, EIGHTEEN],
        5: [["emergency", "police-101", "ceop", *WORRIED[3:]]],
        6: [["education-support", "samaritans"]],
    },
}
EVERY_PATH = [(band, nation, about) for band in TABLE for nation in NATIONS for about in TABLE[band]]
EVERY_READER = [(band, nation) for band in TABLE for nation in NATIONS]


def screen(client, band="", nation="", about=""):
    return client.get("/help/", {"for": band, "nation": nation, "about": about}).content.decode()


@pytest.fixture(scope="module")
def house(django_db_setup, django_db_blocker):
    """The files of the house, read once: (screens, services, paths). Every path in every nation is read, once."""
    with django_db_blocker.unblock(), transaction.atomic():
        client = Client()
        screens = {place: screen(client, *place) for place in [*EVERY_PATH, *[(*place, "") for place in EVERY_READER]]}
        rows = list(HelpService.objects.all()), list(HelpPath.objects.all())
        transaction.set_rollback(True)
    return screens, *rows


@pytest.fixture
def read(house):
    """A screen of the help page, as HTML."""
    return lambda band, nation="", about="": house[0][band, nation, about]


@pytest.fixture
def services(house):
    return {service.key: service for service in house[1]}


@pytest.fixture
def paths(house):
    return {(path.band, path.about): path for path in house[2]}


@pytest.fixture
def helpers(services):
    """The keys of everybody a page names in its lists, in order."""
    names = {service.name: service.key for service in services.values()}
    return lambda html, nation: [(names | people(nation))[name] for name in names_in(html)]


def names_in(html):
    return [unescape(name) for name in re.findall(r'class="help-service__name">(.*?)(?: <span|</p>)', html)]


def people(nation):
    lead = LEADS[nation]
    known = {"An adult you trust": "trusted-adult", "A grown-up you trust": "trusted-adult"}
    return known | {f"{whose} {lead}": "school-lead" for whose in ("Your school’s", "The school’s", "Your")}


def serves(key, nation):
    return key not in ONLY_IN or nation in ONLY_IN[key]


def for_nation(row, nation):
    return [key for key in row if serves(key, nation)]


def holds(found, row):
    """The row stands in `found`, in its order and with nobody between."""
    return any(found[at : at + len(row)] == row for at in range(len(found) - len(row) + 1))


def text_of(html):
    return unescape(re.sub(r"<[^>]+>", "", html))


# --- the table ------------------------------------------------------------------------------------------------


def test_the_table_knows_every_reader_and_every_path(paths):
    assert set(paths) == {(band, about) for band in TABLE for about in TABLE[band]}
    assert set(TABLE) == set(READERS)


@pytest.mark.parametrize(("band", "nation", "about"), EVERY_PATH)
def test_each_path_names_the_helpers_of_the_brief_in_its_order(read, helpers, band, nation, about):
    found = helpers(read(band, nation, about), nation)
    for row in TABLE[band][about]:
        assert holds(found, for_nation(row, nation)), (row, found)


@pytest.mark.parametrize(("band", "nation"), EVERY_READER)
def test_nobody_is_sent_to_another_nation_or_another_age(read, helpers, band, nation):
    for about in TABLE[band]:
        found = helpers(read(band, nation, about), nation)
        assert not [key for key in found if not serves(key, nation)]
        assert not set(found) & NOT_YET[band]


@pytest.mark.parametrize(("band", "nation"), [place for place in EVERY_READER if place[0] in TALK])
def test_a_pupil_always_has_somebody_to_talk_to(read, helpers, band, nation):
    for about in TABLE[band]:
        found = helpers(read(band, nation, about), nation)
        assert set(for_nation(TALK[band], nation)) <= set(found), about


@pytest.mark.parametrize(("band", "nation"), EVERY_READER)
def test_every_number_can_be_rung_and_is_the_number_of_its_row(read, helpers, services, band, nation):
    for about in TABLE[band]:
        html = read(band, nation, about)
        for service in [services[key] for key in helpers(html, nation) if key in services]:
            assert not service.phone or f'href="tel:{service.phone}"' in html
            assert not service.sms_to or f'href="sms:{service.sms_to}"' in html
            assert not service.url or f'href="{service.url}"' in html
        assert set(re.findall(r'href="tel:(\d+)"', html)) <= {service.phone for service in services.values()}


@pytest.mark.parametrize(("band", "nation"), EVERY_READER)
def test_999_and_somebody_to_ring_are_in_sight(read, band, nation):
    for about in TABLE[band]:
        calls = re.search(r'<nav class="help-calls".*?</nav>', read(band, nation, about), re.DOTALL)[0]
        assert 'href="tel:999"' in calls
        assert ('href="tel:08088005000"' if band in ADULTS else 'href="tel:08001111"') in calls
        assert ('href="sms:85258"' in calls) is (band in OLDER)


@pytest.mark.parametrize(("band", "nation"), EVERY_READER)
def test_the_steps_call_the_lead_by_the_name_of_the_nation(read, helpers, band, nation):
    for about in TABLE[band]:
        html = read(band, nation, about)
        assert "{lead}" not in html
        others = {lead for place, lead in LEADS.items() if place and place != nation}
        assert not [lead for lead in others if lead in html]
        assert ("school-lead" in helpers(html, nation)) <= (LEADS[nation] in html)


# --- what the steps say ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("band", "about"), [(band, about) for band in TABLE for about in TABLE[band]])
def test_each_path_keeps_the_rules_for_words_and_is_short(paths, band, about):
    path = paths[band, about]
    assert len(path.steps) <= 7
    for lead in LEADS.values():
        text = path.text.replace(LEADS[""], lead)
        found = text_rules.check(text, band, lesson_code=LESSON_CODES.get(band, ""))
        assert [str(finding) for finding in found if finding.check != 19] == []
    assert [str(finding) for finding in path.findings] == []


@pytest.mark.parametrize(("band", "about"), [(band, about) for band in TABLE for about in TABLE[band]])
def test_a_step_dials_nothing_but_999_and_101(paths, band, about):
    """Other numbers change: they stand beside the steps, in the rows of the services."""
    numbers = re.findall(r"\d{3,}", paths[band, about].text)
    assert set(numbers) <= ({"999", "101", "111"} if band in ADULTS else {"999", "101"})


@pytest.mark.parametrize(
    ("band", "about", "order"),
    [
        *[
            (band, 1, ["Stop replying", "Tell someone", "Write", "Leave the chat", "Report", "Block", "new account"])
            for band in ("navigators", "pathfinders")
        ],
        (
            "family",
            1,
            ["999", "Believe", "Stop replying", "Don’t pay", "Don’t delete", "Write down", "101", "CEOP"],
        ),
        ("family", 1, ["CEOP today", "Report Remove", "in the app", "block", "bank", "Stay close", "passwords"]),
        ("family", 3, ["bank", "101", "CEOP", "Report Fraud comes in only if"]),
        ("family", 5, ["Stop there", "Don’t delete", "Tell the police", "deleting"]),
        ("staff", 1, ["Thank you", "Don’t promise", "Don’t question", "in person", "never waits", "Write down"]),
        ("staff", 2, ["Look away", "forward or delete", "straight away, in person", "Never describe"]),
    ],
)
def test_the_steps_come_in_the_order_of_the_brief(read, band, about, order):
    said = text_of(re.search(r'<ol class="steps.*?</ol>', read(band, "", about), re.DOTALL)[0])
    places = []
    for words in order:
        places.append(said.index(words, places[-1] if places else 0))
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("band", "about", "words"),
    [
        ("navigators", 4, "Stop here"),
        ("navigators", 4, "An adult can ring the bank"),
        ("navigators", 6, "Don’t open, share, comment on or save it."),
        ("navigators", 7, "Stop, and tell an adult or Childline. Help exists for you too."),
        ("navigators", 9, "Choose someone else."),
        ("navigators", 2, "It can still often be taken down. You are not alone and it passes."),
        ("pathfinders", 1, "A pupil of 17 or 18 still tells the school."),
        ("pathfinders", 1, "never scroll back to look"),
        ("pathfinders", 2, "Copy the link without opening it."),
        ("pathfinders", 2, "Never pay a company that promises to remove pictures."),
        ("explorers", 3, "even if it’s someone you know"),
        ("family", 1, "Same steps, same help."),
        ("family", 9, "Keep it from that person."),
        ("staff", 1, "honour-based abuse"),
        ("staff", 1, "The law changes at 18, and the support does not."),
    ],
)
def test_what_the_erratum_adds_is_said(read, band, about, words):
    assert words in text_of(read(band, "", about))


# --- the screens ----------------------------------------------------------------------------------------------


def test_the_first_screen_asks_who_needs_help_and_keeps_three_numbers_in_sight(db, client):
    html = screen(client)
    assert [f"?for={band.value}" in html for band in READERS] == [True] * 5
    for number in ("999", "08001111", "08088005000"):
        assert f'href="tel:{number}"' in html


@pytest.mark.parametrize(("band", "nation"), EVERY_READER)
def test_the_choices_are_in_the_readers_words_and_lead_to_their_paths(read, paths, band, nation):
    html = unescape(read(band, nation))
    for path in [path for path in paths.values() if path.band == band]:
        query = f"for={band}&nation={nation}&about={path.about}" if nation else f"for={band}&about={path.about}"
        assert f'href="?{query}"' in html and path.choice in html
    assert f'data-age-band="{band}"' in html


@pytest.mark.parametrize(("band", "nation", "about"), [*EVERY_PATH[:3], ("staff", "wales", "all"), ("family", "", "")])
def test_every_screen_can_be_left_and_looks_like_nothing_in_a_history(db, client, settings, band, nation, about):
    response = client.get("/help/", {"for": band, "nation": nation, "about": about})
    html = response.content.decode()
    assert "<title>Help – Waymark</title>" in html
    assert f'<a class="leave-page" href="{settings.LEAVE_URL}"' in html
    assert "Your school or family device might." in html and "clear your history" in html
    assert not response.cookies


@pytest.mark.parametrize("about", ["0", "99", "-1", "²", "9" * 40, "all/", "<script>", "1.0"])
def test_nonsense_shows_the_screen_before(db, client, about):
    html = screen(client, "navigators", "atlantis", about)
    assert "What has happened?" in html and "<script>" not in html
    assert "Who needs help?" in screen(client, "<script>", "", about)


def test_the_last_screen_has_every_place_for_age_and_nation(db, client):
    assert "Meic" in screen(client, "navigators", "wales", "all")
    assert "Meic" not in screen(client, "navigators", "scotland", "all") and "Meic" not in screen(
        client, "navigators", "", "all"
    )
    assert "Revenge Porn Helpline" not in screen(client, "navigators", "", "all")
    for key in ("Internet Matters", "Revenge Porn Helpline", "National Cyber Security Centre"):
        assert key in screen(client, "family", "", "all")


def test_a_pupil_is_spared_the_first_screen(db, sign_in, pupil):
    """What their class knows is not asked again; the address can still say otherwise."""
    at_once = sign_in(pupil).get("/help/").content.decode()
    band = pupil.enrolments.get().class_group.band
    assert f'data-age-band="{band}"' in at_once and "What has happened?" in at_once
    assert "Who needs help?" in sign_in(pupil).get("/help/?for=").content.decode()


def test_a_screen_asks_little_of_the_database(db, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        client.get("/help/", {"for": "family", "nation": "scotland", "about": 2})


def test_a_draft_is_not_shown(db, client):
    HelpPath.objects.get(band="navigators", about=1).unpublish()
    assert "Someone is threatening someone" not in screen(client, "navigators")
    assert "What has happened?" in screen(client, "navigators", "", 1)


# --- the file and the CMS -------------------------------------------------------------------------------------


ONE = """readers:
  navigators:
    - about: 1
      choice: Something worries me
      picture: house
      opening: It's not your fault.
      steps:
        - do: Stop.
      routes:
        - helpers: [trusted-adult, childline]
"""


@pytest.fixture
def paths_file(db, tmp_path):
    HelpPath.objects.all().delete()
    return tmp_path / "help-paths.yaml"


def load(path, text):
    path.write_text(text)
    said = Loaded()
    help_path_files.load_help_paths(path, said)
    return said


def test_the_same_file_changes_nothing_and_a_new_word_arrives(paths_file):
    assert load(paths_file, ONE).made == ["navigators 1"]
    assert load(paths_file, ONE) == Loaded()
    assert load(paths_file, ONE.replace("do: Stop.", "do: Stop there.")).changed == ["navigators 1"]
    path = HelpPath.objects.get()
    assert path.latest_revision.as_object().steps[0].value["do"] == "Stop there."


def test_what_an_editor_changed_is_kept(paths_file, editor):
    load(paths_file, ONE)
    path = HelpPath.objects.get()
    path.opening = "There is help."
    path.save_revision(user=editor).publish()
    assert load(paths_file, ONE.replace("Stop.", "Stop there.")).kept == ["navigators 1"]
    assert HelpPath.objects.get().opening == "There is help."


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("picture: house", "picture: hause", ":5: picture:"),
        ("navigators:", "teenagers:", ":2:"),
        ("do: Stop.", "does: Stop.", ":8:"),
        ("about: 1", "about: one", ":3: about:"),
        ("childline]", "childlin]", "childlin"),
        ("do: Stop.", "do: You should have told someone.", "check 4"),
        ("- do: Stop.", "\n".join(["- do: Stop."] + ["        - do: Go."] * 7), ":7: steps:"),
        ("do: Stop.", "do: [Stop.", ":9:"),
    ],
)
def test_a_mistake_is_named_by_file_line_and_field(paths_file, right, wrong, said):
    with pytest.raises(MistakesInFile) as caught:
        load(paths_file, ONE.replace(right, wrong))
    assert str(paths_file) in str(caught.value) and said in str(caught.value)
    assert not HelpPath.objects.exists()


def test_an_editor_finds_the_paths_and_sees_a_preview(db, sign_in, editor, rf):
    page = sign_in(editor).get("/cms/snippets/").content.decode()
    assert "Help paths" in page
    path = HelpPath.objects.get(band="family", about=1)
    assert sign_in(editor).get(f"/cms/snippets/pages/helppath/edit/{path.pk}/").status_code == 200
    html = path.make_preview_request(rf.get("/"), "").rendered_content
    assert path.choice in html and 'href="tel:101"' in html


def test_words_that_do_harm_are_refused_in_the_cms_too(db):
    path = HelpPath.objects.get(band="navigators", about=2)
    path.opening = "Save the picture, and show it to an adult."
    with pytest.raises(ValidationError):
        path.full_clean()


def test_no_reader_of_the_page_is_forgotten():
    assert set(AgeBand) - set(READERS) == {AgeBand.SPARKS}  # theirs is read by an adult
