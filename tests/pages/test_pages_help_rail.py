"""Who is told to ring whom."""

import pytest
from django.core.exceptions import ValidationError
from django.template import Context, Template

from accounts.choices import AgeBand, Nation
from pages import help_rail
from pages.models import HelpService

pytestmark = pytest.mark.usefixtures("services")
FOR_ADULTS = ["NSPCC", "Revenge Porn", "Samaritans", "Papyrus", "StopNCII"]


def drawn(**context):
    return Template("{% help_rail %}").render(Context(context))


@pytest.mark.parametrize("band", AgeBand.values)
def test_every_band_can_ring_999_and_childline(band):
    html = drawn(band=band)
    assert 'href="tel:999"' in html
    assert 'href="tel:08001111"' in html and "0800 1111" in html


@pytest.mark.parametrize("band", ["navigators", "pathfinders"])
def test_a_pupil_reads_first_that_it_is_not_their_fault(band):
    html = drawn(band=band)
    promise = html.index("It’s not your fault, and you won’t be in trouble for asking for help.")
    assert promise < html.index("tel:")


def test_those_who_teach_are_told_whom_to_tell(sign_in, teacher, guardian, class_group):
    said = "Worried about a pupil? Tell your safeguarding lead straight away, in person."
    desk = sign_in(teacher)
    assert said in desk.get("/desk/").content.decode()
    page = desk.get(f"/desk/{class_group.pk}/").content.decode()
    assert said in page and "In your school that is the " in page
    assert said not in sign_in(guardian).get("/account/email/").content.decode()
    assert "not your fault" in drawn(user=teacher, band="navigators"), "a page for pupils speaks to pupils"


@pytest.mark.parametrize("band", ["sparks", "explorers"])
def test_the_young_are_told_in_words_of_their_own(band):
    assert "in trouble for telling" in drawn(band=band)


@pytest.mark.parametrize("band", ["sparks", "explorers", "navigators"])
def test_children_are_not_sent_to_services_for_adults(band):
    html = drawn(band=band, full_help=True)
    assert not [name for name in FOR_ADULTS if name in html]


def test_the_light_box_is_short_and_the_full_one_adds_to_it():
    light, full = drawn(band="navigators"), drawn(band="navigators", full_help=True)
    assert "CEOP" in light and "Shout" in light and "tel:101" not in light
    assert "tel:101" in full and "Report Remove" in full
    assert "<details" in light and "<details class=\"disclosure\" open" in full  # fmt: skip


EVERY_BOX = [(band, nation) for band in ["", *AgeBand.values] for nation in ["", *Nation.values]]


@pytest.mark.parametrize(("band", "nation"), EVERY_BOX)
def test_no_box_is_longer_than_a_frightened_reader_can_read(band, nation):
    """Nothing is cut off either: what stands in a box was chosen, and is not the beginning of a list."""
    level = HelpService.Level.FULL
    services = HelpService.objects.for_reader(band or AgeBand.FAMILY, nation, level=level)
    box = help_rail.contents(band, nation, full=True)
    assert len(box["more"]) <= help_rail.MOST == 8
    assert box["first"] + box["more"] == sorted(services, key=lambda service: service not in box["first"])


@pytest.mark.parametrize("full", [False, True])
def test_whose_nation_is_not_known_is_told_what_holds_everywhere(full):
    for band in ["", *AgeBand.values]:
        box = help_rail.contents(band, full=full)
        assert all(set(service.nations) == set(Nation.values) for service in box["first"] + box["more"])


@pytest.mark.parametrize(
    ("band", "keys"),
    [
        ("navigators", "emergency childline shout ceop police-101 report-remove take-it-down"),
        (
            "pathfinders",
            "emergency childline shout samaritans ceop police-101 report-remove take-it-down revenge-porn-helpline "
            "stopncii",
        ),
    ],
)
def test_the_full_box_is_the_one_of_the_brief(band, keys):
    box = help_rail.contents(band, full=True)
    assert [service.key for service in box["first"] + box["more"]] == keys.split()


def test_what_need_not_stand_in_a_box_is_on_the_help_page_only():
    for band in ["family", "staff"]:
        html = drawn(band=band, nation="wales", full_help=True)
        assert not [
            name for name in ["Relay", "Papyrus", "NHS 111", "Hwb", "Report Fraud", "Crimestoppers"] if name in html
        ]


def test_the_box_leads_to_the_paths_of_its_reader():
    assert 'href="/help/?for=navigators&amp;nation=wales"' in drawn(band="navigators", nation="wales")
    assert 'href="/help/"' in drawn(band="sparks")  # an adult reads it to them
    assert 'href="/help/"' in drawn()


def test_a_text_service_shows_word_and_number_and_opens_the_phone():
    html = drawn(band="navigators")
    assert 'href="sms:85258"' in html
    assert "SHOUT" in html and "85258" in html


@pytest.mark.parametrize(
    ("nation", "lead"),
    [
        ("england", "Designated Safeguarding Lead"),
        ("wales", "Designated Safeguarding Person"),
        ("scotland", "Child Protection Coordinator"),
        ("northern_ireland", "Designated Teacher"),
    ],
)
def test_the_safeguarding_lead_has_the_name_of_the_nation(nation, lead):
    assert lead in drawn(band="navigators", nation=nation)
    assert lead in drawn(band="staff", nation=nation)
    assert lead not in drawn(band="navigators")
    assert lead not in drawn(band="explorers", nation=nation)


def test_each_nation_has_its_own_services():
    assert "Meic" in drawn(band="navigators", nation="wales", full_help=True)
    assert "Meic" not in drawn(band="navigators", nation="scotland", full_help=True)
    assert "Lifeline" in drawn(band="pathfinders", nation="northern_ireland", full_help=True)


def test_the_box_says_when_it_was_checked():
    assert "Numbers last checked on 22 November 2026." in drawn(band="navigators")


def test_a_box_was_checked_when_its_oldest_number_was(services):
    HelpService.objects.filter(key="shout").update(checked_on="2026-10-01")
    assert "last checked on 1 October 2026" in drawn(band="navigators")


def test_a_second_reader_costs_no_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        drawn(band="navigators", nation="england")
    with django_assert_num_queries(0):
        drawn(band="navigators", nation="england")


def test_a_changed_number_shows_after_a_minute(monkeypatch):
    drawn(band="navigators")
    HelpService.objects.filter(key="childline").update(phone="0800222", phone_display="0800 222")
    assert "0800 222" not in drawn(band="navigators")
    monkeypatch.setattr(help_rail, "SECONDS", 0)
    help_rail.forget()
    assert "0800 222" in drawn(band="navigators")


def test_a_draft_service_is_not_shown(services):
    services["shout"].unpublish()
    assert "Shout" not in drawn(band="navigators")


def test_odd_words_in_the_context_fill_no_memory():
    assert drawn(band="x", nation="atlantis") == drawn()
    assert all(band in {*AgeBand.values, ""} for band, *_ in help_rail._kept)


def test_what_nobody_has_confirmed_says_so(services):
    html = drawn(band="navigators", full_help=True)
    assert html.count('class="unconfirmed"') > 0 and "has yet to ring the number" in html
    HelpService.objects.update(confirmed=True)
    help_rail.forget()
    assert "unconfirmed" not in drawn(band="navigators", full_help=True).lower()


def test_the_numbers_that_every_child_is_shown_are_confirmed(services):
    html = drawn(band="explorers")
    assert "unconfirmed" not in html.lower() and 'href="tel:999"' in html


@pytest.mark.parametrize(
    "wrong",
    [
        {"phone": "not a number", "phone_display": ""},
        {"phone": "0800 1111"},  # a telephone would dial it; but a text is compared with it, figure by figure
        {"phone_display": "0800 1112"},
        {"sms_to": "SHOUT"},
    ],
)
def test_a_number_that_cannot_be_dialled_or_is_not_the_one_that_is_read_is_refused(wrong):
    childline = HelpService.objects.get(key="childline")
    childline.full_clean()
    for name, value in wrong.items():
        setattr(childline, name, value)
    with pytest.raises(ValidationError):
        childline.full_clean()
