"""Come back: two letters if they want them, and one click that ends them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Home
from families.tasks import write_letters
from pages import text_rules
from pages.models import OutgoingMail

from .conftest import newest

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(phone):
    phone.save()
    phone.post("/family/come-back/", {"action": "ask"})
    OutgoingMail.objects.all().delete()
    return phone


def asked_ago(days):
    Home.objects.update(letters_from=timezone.now() - timedelta(days=days))


def test_nobody_who_did_not_ask_gets_a_letter(phone):
    phone.save()
    OutgoingMail.objects.all().delete()
    write_letters()
    assert not OutgoingMail.objects.exists()


def test_two_letters_and_never_another(asked):
    for days, letters in [(13, 0), (14, 1), (15, 1), (90, 1), (91, 2), (400, 2)]:
        asked_ago(days)
        write_letters()
        assert OutgoingMail.objects.count() == letters, days


def test_the_letter_has_a_text_part_three_questions_and_a_way_out(asked):
    asked_ago(14)
    write_letters()
    letter = newest()
    token = Home.objects.get().token
    assert letter["List-Unsubscribe"].strip() == f"<http://localhost:8000/family/stop/{token}/>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    text = letter.get_body(("plain",)).get_content()
    html = letter.get_body(("html",)).get_content()
    assert all(f"\n{number}. " in text for number in (1, 2, 3))
    assert f"/family/stop/{token}/" in text
    assert f"/family/stop/{token}/" in html
    assert not any(word in html for word in ["<img", "<script", "http://fonts", "https://"])
    assert not any(word in text for word in ["blackmail", "threat", "picture"])  # others may read it
    said = text.replace("localhost:8000", "")  # whose port is no number to ring
    assert not [finding for finding in text_rules.check(said, "family", lesson_code="F1") if finding.blocks]


def test_one_click_stops_them_from_the_mail_program(asked):
    path = f"/family/stop/{Home.objects.get().token}/"
    mail_program = Client(enforce_csrf_checks=True)
    assert mail_program.get(path).status_code == 200
    assert Home.objects.get().letters_from  # looking stops nothing
    assert mail_program.post(path, {"List-Unsubscribe": "One-Click"}).content == b"stopped"
    assert Home.objects.get().letters_from is None
    write_letters()
    assert not OutgoingMail.objects.exists()
    assert mail_program.get("/family/stop/nobodys-token/").status_code == 404


def test_the_answers_stand_behind_the_link(client):
    for name in ["two-weeks", "term"]:
        html = client.get(f"/family/recap/{name}/").content.decode()
        assert html.count("Our answer<") == 3
    assert client.get("/family/recap/never/").status_code == 404
