"""The page for cards in a real browser: the QR code, a phone, a keyboard."""

import pytest
from playwright.sync_api import expect

TOKEN = "a-token-of-no-card-at-all"


@pytest.fixture
def pupil(demo):
    group = demo.class_group(1)
    return {**group["pupils"][0], "code": group["code"]}


def test_the_token_of_a_qr_code_is_posted_and_leaves_no_trace(open_browser):
    page = open_browser()
    asked = []
    page.on("request", lambda request: asked.append((request.method, request.url, request.headers.get("referer", ""))))
    page.goto(f"/join/#{TOKEN}")
    expect(page.get_by_role("alert")).to_have_text("That didn’t match. Check your card or ask your teacher")
    assert TOKEN not in page.url
    assert "POST" in [method for method, _url, _referer in asked]
    assert not [url for _method, url, referer in asked if TOKEN in url + referer]
    page.go_back()
    assert TOKEN not in page.url


def test_a_second_code_is_read_on_the_open_page(open_browser):
    page = open_browser()
    page.goto("/join/")
    page.evaluate(f"location.hash = '{TOKEN}'")
    expect(page.get_by_role("alert")).to_be_visible()


def test_the_link_to_the_main_part_is_no_token(open_browser):
    page = open_browser()
    page.goto("/join/#main")
    expect(page.get_by_label("Class code")).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)


def test_without_script_a_qr_code_leads_to_the_words(open_browser, pupil):
    page = open_browser(javascript=False)
    page.goto(f"/join/#{TOKEN}")
    page.get_by_label("Class code").fill(pupil["code"].lower())
    page.get_by_label("Card number").fill(f" 0{pupil['number']}")
    page.get_by_label("Your three words").fill(pupil["words"].upper())
    page.get_by_role("button", name="Go to my lessons").click()
    page.wait_for_url("**/class/")
    assert TOKEN not in page.url


def test_keyboard_alone_is_enough(open_browser, pupil):
    page = open_browser(width=820)
    page.goto("/join/")
    page.get_by_label("Class code").focus()
    for text in (pupil["code"], str(pupil["number"]), pupil["words"]):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/class/")


def test_back_shows_nothing_after_signing_out(open_browser, pupil):
    page = open_browser()
    page.goto("/join/")
    page.get_by_label("Class code").fill(pupil["code"])
    page.get_by_label("Card number").fill(str(pupil["number"]))
    page.get_by_label("Your three words").fill(pupil["words"])
    page.keyboard.press("Enter")
    page.wait_for_url("**/class/")
    page.get_by_role("button", name="Not you? Sign out").click()
    expect(page.get_by_text("You are signed out")).to_be_visible()
    page.go_back()
    expect(page.get_by_text("Not you?")).to_have_count(0)


@pytest.mark.parametrize("width", [360, 820, 1280])
def test_all_of_it_fits_and_what_was_wrong_is_in_sight(open_browser, pupil, width):
    page = open_browser(width=width)
    page.goto("/join/")
    page.get_by_label("Class code").fill(pupil["code"])
    page.get_by_label("Card number").fill("39")
    page.get_by_label("Your three words").fill("not my words")
    page.get_by_role("button", name="Go to my lessons").click()
    expect(page.get_by_role("alert")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.get_by_label("Class code").input_value() == pupil["code"]
    assert page.get_by_label("Your three words").input_value() == ""
    for field in page.locator("main form input[type=text], main button").all():
        assert field.bounding_box()["height"] >= 44
