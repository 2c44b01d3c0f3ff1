"""Cards from the click to the paper: drawn by the worker, fetched for a quarter of an hour, and then gone."""

import re
import subprocess
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts import cards
from accounts.models import AuditEntry, Card
from classrooms import carding, enrolling
from classrooms.models import CardSheet
from classrooms.tasks import draw_cards

from .conftest import just_signed_in


def text(response):
    return response.content.decode()


@pytest.fixture
def url(class_group):
    return f"/desk/{class_group.pk}/cards/"


@pytest.fixture
def plain_paper(monkeypatch):
    """A PDF that is quick to draw: what it would say, as text."""

    def pdf_of(_sheet, secrets):
        return "\n".join(f"{one.enrolment.number} {one.words} {one.token}" for one in secrets).encode()

    monkeypatch.setattr(carding, "pdf_of", pdf_of)


def print_all(desk, url, action="all"):
    """Ask, let the worker draw, and give what the PDF says: {number: (words, token)}"""
    desk.post(url, {"action": action})
    draw_cards()
    return paper(desk)


def paper(desk):
    sheet = CardSheet.objects.first()
    lines = desk.get(f"/cards/{sheet.pk}/").content.decode().splitlines()
    return {int(line.split()[0]): (" ".join(line.split()[1:4]), line.split()[4]) for line in lines}


def join(class_group, number, words):
    said = {"class_code": class_group.code, "number": number, "words": words}
    return Client().post("/join/", said).status_code == 302


def scan(token):
    return Client().post("/join/", {"token": token}).status_code == 302


def pdf_text(data):
    return subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=data, capture_output=True, check=True
    ).stdout.decode()


# --- the paper --------------------------------------------------------------------------------------------------


def test_the_pdf_has_eight_cards_a_page_and_all_that_a_pupil_needs(desk, url, class_group):
    enrolling.enrol_names(class_group, ["Amira", "Zoë", "فاطمة", *(f"Pupil {chr(65 + n)}" for n in range(6))])
    desk.post(url, {"action": "all"})
    draw_cards()
    response = desk.get(f"/cards/{CardSheet.objects.get().pk}/")
    assert response["Content-Type"] == "application/pdf"
    assert response["Cache-Control"] == "private, no-store"
    pages = pdf_text(response.content).split("\f")
    assert [page.count(class_group.code) for page in pages[:2]] == [8, 1]
    assert "Amira" in pages[0]
    assert "Keep me secret" in pages[0]
    assert "/join" in pages[0]
    assert class_group.school.name not in pages[0] + pages[1]
    assert class_group.name not in pages[0]
    words = re.findall(r"Your three words.*?\n+ *([a-z]+ [a-z]+ [a-z]+)", pages[1], re.S)[0]
    assert join(class_group, 9, words)


def test_tickets_have_a_page_on_which_the_teacher_writes_who_is_who(desk, url, class_group):
    enrolling.enrol_tickets(class_group, 2, 0)
    desk.post(url, {"action": "all"})
    draw_cards()
    pages = pdf_text(desk.get(f"/cards/{CardSheet.objects.get().pk}/").content).split("\f")
    name = class_group.enrolments.first().learner.display_name
    assert "Who has which ticket" in pages[1]
    assert name in pages[1]


# --- K5, K7: void, replaced, hashed, gone -----------------------------------------------------------------------


def test_k5_printing_anew_voids_the_old_cards_and_ends_their_sessions(desk, url, class_group, pupil, plain_paper):
    old = print_all(desk, url)
    browser = Client()
    browser.post("/join/", {"token": old[1][1]})
    assert browser.get("/class/").status_code == 200
    new = print_all(desk, url)
    assert not join(class_group, 1, old[1][0])
    assert not scan(old[1][1])
    assert browser.get("/class/").status_code == 302
    assert join(class_group, 1, new[1][0])
    assert scan(new[1][1])
    assert Card.objects.filter(void_at=None).count() == 1


def test_one_card_alone_is_replaced(desk, url, class_group, pupil, classmate, plain_paper):
    old = print_all(desk, url)
    place = pupil.enrolments.get()
    desk.post(f"/desk/{class_group.pk}/pupils/{place.pk}/", {"action": "new_card"})
    draw_cards()
    new = paper(desk)
    assert list(new) == [1]
    assert not join(class_group, 1, old[1][0])
    assert join(class_group, 1, new[1][0])
    assert join(class_group, 2, old[2][0])


def test_only_those_without_a_card_get_one(desk, url, class_group, pupil, plain_paper):
    old = print_all(desk, url)
    class_group.enrol("Ben")
    page = text(desk.get(url))
    assert "1 pupil has no card yet" in page
    assert list(print_all(desk, url, "missing")) == [2]
    assert join(class_group, 1, old[1][0])
    assert "Everybody has a card already" in text(desk.post(url, {"action": "missing"}, follow=True))


def test_k7_the_database_knows_no_words_after_a_quarter_of_an_hour(desk, url, pupil, plain_paper):
    words, token = print_all(desk, url)[1]
    sheet = CardSheet.objects.get()
    assert words.encode() in bytes(sheet.pdf)
    card = Card.objects.get()
    assert words.replace(" ", "") not in card.words
    assert token != card.token
    CardSheet.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert desk.get(f"/cards/{sheet.pk}/").status_code == 404
    assert "Open the cards" not in text(desk.get(url))
    draw_cards()
    assert CardSheet.objects.get().pdf is None
    assert join(card.enrolment.class_group, 1, words)


def test_the_next_sheet_takes_the_one_before_it_away(desk, url, pupil, plain_paper):
    print_all(desk, url)
    first = CardSheet.objects.get()
    print_all(desk, url)
    assert desk.get(f"/cards/{first.pk}/").status_code == 404
    first.refresh_from_db()
    assert first.pdf is None


def test_cards_end_on_31_august(desk, url, pupil, plain_paper):
    print_all(desk, url)
    expires = timezone.localtime(Card.objects.get().expires_at)
    assert (expires.month, expires.day, expires.hour) == (9, 1, 0)


# --- asking -----------------------------------------------------------------------------------------------------


def test_two_clicks_are_one_sheet(desk, url, pupil, plain_paper):
    for _click in range(2):
        assert "being drawn" in text(desk.post(url, {"action": "all"}, follow=True))
    assert CardSheet.objects.count() == 1


def test_a7_the_password_is_asked_for_once_more(desk, url, pupil, class_group, plain_paper):
    print_all(desk, url)
    just_signed_in(desk, minutes=6)
    sheet, place = CardSheet.objects.get(), pupil.enrolments.get()
    for response in [
        desk.post(url, {"action": "all"}),
        desk.post(f"/desk/{class_group.pk}/pupils/{place.pk}/", {"action": "new_card"}),
        desk.get(f"/cards/{sheet.pk}/"),
    ]:
        assert response.status_code == 302
        assert "/account/reauthenticate/" in response["Location"] or "/account/" in response["Location"]
    assert CardSheet.objects.count() == 1


def test_nobody_to_print_for(desk, url):
    assert "nobody to print a card for" in text(desk.post(url, {"action": "all"}, follow=True))
    assert not CardSheet.objects.exists()


def test_an_unknown_button_is_refused(desk, url):
    assert desk.post(url, {"action": "eat"}).status_code == 400


def test_printing_is_written_down(desk, url, pupil, teacher, plain_paper):
    print_all(desk, url)
    entry = AuditEntry.objects.get(event="cards_printed")
    assert (entry.by_id, entry.detail["cards"]) == (teacher.pk, 1)


# --- what goes wrong in the worker ------------------------------------------------------------------------------


def test_what_cannot_be_drawn_leaves_the_old_cards_good(desk, url, class_group, pupil, plain_paper, monkeypatch):
    old = print_all(desk, url)
    monkeypatch.setattr(carding, "pdf_of", lambda *_: 1 / 0)
    desk.post(url, {"action": "all"})
    draw_cards()
    sheet = CardSheet.objects.first()
    assert (sheet.state, sheet.last_error) == ("late", "ZeroDivisionError")
    assert "take longer than usual" in text(desk.get(url))
    assert join(class_group, 1, old[1][0])


def test_a_fault_between_hashes_and_pdf_keeps_neither(desk, url, class_group, pupil, plain_paper, monkeypatch):
    old = print_all(desk, url)
    issue = cards.issue

    def fails_at_the_end(*args):
        issue(*args)
        raise OSError

    monkeypatch.setattr(carding.cards, "issue", fails_at_the_end)
    desk.post(url, {"action": "all"})
    draw_cards()
    assert CardSheet.objects.first().pdf is None
    assert join(class_group, 1, old[1][0])


def test_a_pupil_who_leaves_while_the_cards_are_drawn_gets_none(desk, url, class_group, pupil, classmate, monkeypatch):
    def leaves(_sheet, secrets):
        if len(secrets) == 2:
            classmate.enrolments.get().end()
        return b"%PDF"

    monkeypatch.setattr(carding, "pdf_of", leaves)
    desk.post(url, {"action": "all"})
    draw_cards()
    assert CardSheet.objects.get().state == "late"
    assert not Card.objects.exists()
    CardSheet.objects.update(lease_until=timezone.now())
    draw_cards()
    assert Card.objects.get().enrolment.learner == pupil


def test_an_archived_class_prints_nothing(desk, url, class_group, pupil, teacher):
    class_group.archive(teacher)
    assert "archived" in text(desk.post(url, {"action": "all"}, follow=True))
    assert not CardSheet.objects.exists()
