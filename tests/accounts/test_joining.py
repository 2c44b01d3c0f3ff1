"""A pupil signs in with a card."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from accounts import cards
from accounts.models import Card, FailedAttempt

from .conftest import Tablet, new_card

SENTENCE = "That didn’t match. Check your card or ask your teacher"


def assert_no_match(response):
    assert response.status_code == 422
    assert SENTENCE in response.content.decode()


def test_words_let_the_pupil_in(tablet, card, pupil):
    response = tablet.join(card)
    assert response.status_code == 302
    assert response["Location"] == "/class/"
    assert tablet.user == str(pupil.pk)


def test_the_page_asks_for_three_things_and_is_open_to_all(client, db):
    page = client.get("/join/")
    assert page.status_code == 200
    assert re.findall(r'<input type="text" name="(\w+)"', page.content.decode()) == ["class_code", "number", "words"]
    assert page["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("number", ["7", " 07 ", "0 7", "Nr. 7"])
def test_number_is_forgiven(class_group, tablet, number):
    pupils = [class_group.enrol(f"Pupil {n}").learner for n in range(7)]
    card = new_card(pupils[6])
    assert tablet.join(card, number=number).status_code == 302


def test_case_spaces_and_hyphens_are_forgiven(tablet, card):
    code = card.enrolment.class_group.code
    shouted = card.words.upper().replace(" ", "-")
    assert (
        tablet.join(card, class_code=f" {code[:3].lower()} {code[3:].lower()}", words=f"  {shouted} ").status_code
        == 302
    )


def test_the_qr_code_lets_the_pupil_in(tablet, card, pupil):
    assert card.url.startswith("http://localhost:8000/join/#")
    response = tablet.scan(card.url.partition("#")[2])
    assert response.status_code == 302
    assert tablet.user == str(pupil.pk)


@pytest.mark.parametrize(
    "changed",
    [
        {"words": "otter otter otter"},
        {"class_code": "ZZZZZZ"},
        {"class_code": "school"},
        {"number": "40"},
        {"number": "99"},
        {"number": "9" * 10},
        {"number": "seven"},
        {"number": ""},
        {"words": ""},
        {"class_code": ""},
        {"words": "x" * 500},
    ],
)
def test_whatever_was_wrong_the_page_says_the_same(tablet, card, changed):
    assert_no_match(tablet.join(card, **changed))
    assert tablet.user is None


@pytest.mark.parametrize("token", ["", "nothing", "x" * 5000, "\x00"])
def test_a_wrong_token_says_the_same(tablet, db, token):
    assert_no_match(tablet.scan(token))


def test_code_and_number_are_kept_and_words_are_not_sent_back(tablet, card):
    page = tablet.join(card, class_code="BCD FGH", words="otter lemon violin").content.decode()
    assert 'value="BCD FGH"' in page
    assert "violin" not in page


def test_every_failure_looks_the_same_but_for_what_was_typed(tablet, card):
    def page(**changed):
        text = tablet.join(card, **changed).content.decode()
        return re.sub(r'value="[^"]*"', "", text)

    assert page(words="otter otter otter") == page(class_code="ZZZZZZ") == page(number="39")


def test_old_cards_do_not_open(tablet, card, pupil):
    new = new_card(pupil)
    assert_no_match(tablet.join(card))
    assert_no_match(tablet.scan(card.token))
    assert tablet.join(new).status_code == 302


def test_cards_end_with_the_school_year(tablet, card):
    Card.objects.update(expires_at=timezone.now())
    assert_no_match(tablet.join(card))
    assert_no_match(tablet.scan(card.token))


def test_who_left_the_class_cannot_come_in(tablet, card):
    card.enrolment.end()
    assert_no_match(tablet.join(card))
    assert_no_match(tablet.scan(card.token))


def test_the_card_of_an_archived_class_does_not_open(tablet, card, class_group):
    class_group.archived_at = timezone.now()
    class_group.save()
    assert_no_match(tablet.join(card))


def test_a_pupil_who_is_not_active_cannot_come_in_and_is_out_at_once(tablet, card, pupil):
    tablet.join(card)
    pupil.is_active = False
    pupil.save()
    assert tablet.client.get("/go/").status_code == 302
    assert tablet.client.get("/class/")["Location"].startswith("/join/")
    assert_no_match(Tablet().join(card))


def test_a_new_card_ends_the_sessions_of_the_old_one(tablet, card, pupil):
    tablet.join(card)
    assert tablet.client.get("/go/")["Location"] == "/class/"
    new_card(pupil)
    assert "/class/" not in tablet.client.get("/go/")["Location"]


def test_signed_out_pupils_are_sent_to_the_page_for_cards(client, db):
    assert client.get("/class/")["Location"].startswith("/join/")


def test_only_hashes_are_stored(card):
    row = Card.objects.get(enrolment=card.enrolment)
    assert row.words.startswith("argon2$argon2id$")
    stored = f"{row.words} {row.token}"
    assert card.token not in stored
    assert not any(word in stored for word in card.words.split())


def test_a_form_of_another_site_is_refused(card):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/join/", {"token": card.token}).status_code == 403


def test_the_token_is_not_read_from_the_address(tablet, card):
    tablet.client.get("/join/", {"token": card.token})
    assert tablet.user is None


def test_logs_hold_no_secrets(tablet, card, caplog):
    tablet.guess(card)
    tablet.join(card)
    assert card.enrolment.class_group.code not in caplog.text


# --- one tablet, many children --------------------------------------------------------------------------------


def test_the_next_pupil_finds_nothing_of_the_last(tablet, card, classmates_card, classmate):
    tablet.join(card)
    session = tablet.client.session
    session["note"] = "of the first pupil"
    session.save()
    first = tablet.client.cookies["sid"].value
    tablet.join(classmates_card)
    assert tablet.user == str(classmate.pk)
    assert tablet.client.cookies["sid"].value != first
    assert "note" not in tablet.client.session
    assert not Client(headers={"cookie": f"sid={first}"}).get("/go/")["Location"].startswith("/class/")


def test_wrong_words_do_not_sign_out_who_is_there(tablet, card, classmates_card, pupil):
    tablet.join(card)
    tablet.guess(classmates_card)
    assert tablet.user == str(pupil.pk)


def test_signing_out_ends_the_session_and_shows_the_page_for_the_next(tablet, card):
    tablet.join(card)
    old = tablet.client.cookies["sid"].value
    page = tablet.sign_out()
    assert page.redirect_chain == [("/join/", 302)]
    assert "You are signed out" in page.content.decode()
    assert "Clear-Site-Data" not in page.headers
    assert Client(headers={"cookie": f"sid={old}"}).get("/go/")["Location"].startswith("/account/login/")


def test_signing_out_is_a_post(tablet, card, pupil):
    tablet.join(card)
    assert tablet.client.get("/sign-out/").status_code == 405
    assert tablet.user == str(pupil.pk)


def test_the_cookie_ends_with_the_browser(tablet, card):
    cookie = tablet.join(card).cookies["sid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["max-age"]


# --- the device ------------------------------------------------------------------------------------------------


def test_the_device_cookie_says_nothing_of_anybody(tablet, card, pupil):
    cookie = tablet.join(card).cookies["device"]
    assert cookie["httponly"]
    assert card.enrolment.class_group.code not in cookie.value
    assert pupil.display_name not in cookie.value


def test_a_device_remembers_at_most_forty_marks(class_group, tablet):
    issued = cards.issue([class_group.enrol(f"Pupil {n}") for n in range(40)])
    for card in issued:
        assert tablet.scan(card.token).status_code == 302
    name, *marks = tablet.client.cookies["device"].value.partition(":")[0].split(".")
    assert len(marks) == 40
    assert len(tablet.client.cookies["device"].value) < 700


def test_a_cookie_that_was_tampered_with_is_a_new_device(tablet, card, own_tablet, clock):
    tablet.client.cookies["device"] = own_tablet.client.cookies["device"].value[:-1] + "x"
    tablet.guess(card, 5)
    assert FailedAttempt.objects.filter(device="").count() == 5


# --- what it costs ---------------------------------------------------------------------------------------------


def test_signing_in_asks_few_questions(tablet, card, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        assert tablet.join(card).status_code == 302
