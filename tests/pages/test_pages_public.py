"""The pages that anybody may open."""

import re

import pytest
from django.core.mail import send_mail
from django.urls import reverse

from pages import mail as outbox


def title(response):
    return re.search(r"<title>(.*?)</title>", response.content.decode(), re.DOTALL)[1].strip()


@pytest.mark.django_db
def test_the_home_page_has_three_doors(client):
    html = client.get("/").content.decode()
    for address in [reverse("accounts:join"), reverse("account_login"), reverse("accounts:start_school"), "/learn/"]:
        assert f'href="{address}"' in html
    assert "noindex" not in html


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/account/login/", "/mail/", "/nowhere/"])
def test_other_pages_stay_out_of_search_engines(client, address):
    assert '<meta name="robots" content="noindex">' in client.get(address).content.decode()


@pytest.mark.django_db
def test_help_can_be_left_at_once_and_looks_like_nothing_in_the_history(client, settings):
    response = client.get("/help/")
    html = response.content.decode()
    assert re.search(rf'<a class="leave-page" href="{settings.LEAVE_URL}" rel="noreferrer noopener">', html)
    assert "clear your history" in html
    assert title(response) == "Help – Waymark"


@pytest.mark.django_db
def test_pages_without_a_need_have_no_button_to_leave(client):
    html = client.get("/privacy/").content.decode()
    assert "leave-page" not in html and "leave.js" not in html


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/help/", "/privacy/"])
def test_reading_leaves_no_cookie(client, address):
    assert not client.get(address).cookies


@pytest.mark.django_db
def test_the_demo_mailbox_shows_what_was_sent(client, settings, tmp_path):
    settings.MAIL_DIR = settings.EMAIL_FILE_PATH = tmp_path
    settings.EMAIL_BACKEND = "pages.mail.OutboxBackend"
    send_mail("Your Waymark code", "Here it is:\n\nABCD-EFGH", None, ["teacher@hillside.example"])
    send_mail("A second letter", "Hello <b>there</b>", None, ["lead@hillside.example"])
    outbox.send_due()
    html = client.get("/mail/").content.decode()
    assert "Your Waymark code" in html and "ABCD-EFGH" in html and "teacher@hillside.example" in html
    assert "A second letter" in html and "Hello &lt;b&gt;there&lt;/b&gt;" in html


@pytest.mark.django_db
def test_there_is_no_mailbox_outside_the_demo(client, settings):
    settings.DEMO = False
    assert client.get("/mail/").status_code == 404
    assert b"/mail/" not in client.get("/").content


def test_the_watchdog_is_answered_after_one_question_to_the_database(client, db, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get("/healthz/")
    assert (response.status_code, response.content) == (200, b"ok")


# --- pages for when something is amiss ------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_lost_reader_is_shown_the_way_back(client):
    response = client.get("/no/such/page/")
    assert response.status_code == 404
    assert b'href="/"' in response.content and b'href="/help/"' in response.content


def test_a_lost_pupil_is_shown_their_own_page(sign_in, pupil):
    assert reverse("accounts:go").encode() in sign_in(pupil).get("/no/such/page/").content


def test_the_wrong_role_is_told_so_kindly(sign_in, pupil):
    response = sign_in(pupil).get(reverse("classrooms:desk"))
    assert response.status_code == 403
    assert "isn’t open to you" in response.content.decode()


@pytest.mark.django_db
def test_an_old_form_says_what_to_do():
    from django.test import Client

    response = Client(enforce_csrf_checks=True).post(reverse("accounts:join"), {"class_code": "BCDFGH"})
    assert response.status_code == 403
    assert "open for a long time" in response.content.decode()


def test_the_page_for_our_own_faults_needs_nothing():
    from django.template.loader import get_template

    html = get_template("500.html").template.source
    assert "{%" not in html and "{{" not in html
    assert "tel:08001111" in html and "tel:999" in html


# --- the frame --------------------------------------------------------------------------------------------------


def test_a_pupil_sees_who_is_signed_in_and_can_say_that_it_is_not_them(sign_in, pupil):
    html = sign_in(pupil).get("/help/").content.decode()
    assert "<strong>Amira</strong>" in html and "Not you? Sign out" in html
    assert re.search(rf'<form[^>]* method="post" action="{reverse("accounts:sign_out")}"', html)


@pytest.mark.django_db
def test_every_page_names_its_language_and_can_be_skipped_into(client):
    html = client.get("/privacy/").content.decode()
    assert '<html lang="en-gb"' in html and 'href="#main"' in html and 'id="main"' in html
