"""A parent on a phone, over a slow connection: from the home page to a part finished, and on to another device."""

import re
from types import SimpleNamespace

from django.template.loader import render_to_string
from playwright.sync_api import expect

from families.mailing import written

from .test_school import CODE, newest_mail

PHONE = 360
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 95_000}  # a poor 3G


def go(page, role, name):
    with page.expect_navigation():
        page.get_by_role(role, name=name).first.click()


def slow(page):
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW)


def finish_the_first_part(page):
    go(page, "link", "I’m a parent or carer")
    go(page, "link", re.compile("Learn together"))
    go(page, "link", "Start")
    while page.locator("main form button", has_text="Next").count():
        go(page, "button", re.compile("^Next$"))  # and not the next card of an activity
    go(page, "button", "On to the questions")
    go(page, "button", "Start")
    for _ in range(2):
        page.locator("main input[type=radio]").first.check()
        page.get_by_role("button", name="Check my answer").click()
        expect(page.locator(".feedback").first).to_be_visible()
        go(page, "link", "Next")
    go(page, "button", "Hand in")


def save_place(page, address, after=""):
    """The code that was sent; `after` is the one that was sent before."""
    page.goto("/family/save/")
    page.get_by_label("Your e-mail address").fill(address)
    go(page, "button", "Send me a code")
    code = newest_mail(page, address, CODE, after)
    page.get_by_label("The code from the e-mail").fill(code)
    go(page, "button", "Save my place")
    expect(page.get_by_text("Your place is saved")).to_be_visible()
    return code


def test_a_part_is_finished_on_one_phone_and_gone_on_with_on_another(open_browser):
    phone = open_browser(width=PHONE)
    slow(phone)
    phone.goto("/")
    finish_the_first_part(phone)
    phone.goto("/family/")
    expect(phone.get_by_text("1 of 6 parts done")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE
    code = save_place(phone, "one.thumb@home.example")

    other = open_browser(width=PHONE, javascript=False)
    save_place(other, "one.thumb@home.example", after=code)
    expect(other.get_by_text("1 of 6 parts done")).to_be_visible()
    assert phone.context.troubles == []


def test_the_practice_ends_where_it_may_be_noted(open_browser):
    """Its end is in sight at its last scene, and not before."""
    page = open_browser(width=PHONE)
    page.goto("/family/practise/")
    done = page.get_by_role("button", name="I’ve practised this")
    expect(done).to_be_hidden()
    for words in [
        "Come and sit down",
        "None of this",
        "and we won’t|and we won't",
        "need to see it",
        "I see why",
        "and CEOP. I",
    ]:
        page.locator("label:visible", has_text=re.compile(words)).click()
        page.locator("a:visible", has_text="Go on").click()
    expect(done).to_be_visible()
    with page.expect_navigation():
        done.click()
    expect(page.locator("h1")).to_have_text("You’ve practised the hardest minute")


def test_hearing_how_it_lands_takes_no_hunting(open_browser):
    """What is answered stands below four choices: on a small screen it comes into view."""
    page = open_browser(width=PHONE)
    page.set_viewport_size({"width": PHONE, "height": 640})
    page.goto("/family/practise/")
    page.locator("label:visible", has_text="What picture?").click()
    expect(page.locator(".try__answer:visible")).to_be_in_viewport(ratio=0.9)


def test_the_first_hour_goes_on_by_one_thumb(open_browser):
    """Three taps from the home page to the first step; the way on and those to ring are in sight together."""
    page = open_browser(width=PHONE)
    page.set_viewport_size({"width": PHONE, "height": 640})
    page.goto("/")
    go(page, "link", "I’m a parent or carer")
    go(page, "link", re.compile("It has happened"))
    go(page, "link", "Under 18")
    go(page, "link", "Wales")
    for number in range(1, 10):
        expect(page.get_by_text(f"Step {number} of 9")).to_be_visible()
        for call in ["999", "CEOP", "0800 1111"]:
            expect(page.locator(".help-calls a", has_text=call)).to_be_in_viewport(ratio=1)
        if number in {2, 3, 4}:  # those without anybody to ring
            expect(page.get_by_role("link", name="Next step")).to_be_in_viewport(ratio=1)
        if number < 9:
            go(page, "link", "Next step")
    assert page.context.troubles == []


QUESTION = {
    "stem": "Sam tells Gran that somebody online was unkind. What helps Sam most in the first minute?",
    "options": [{"text": "A calm face and “I’m glad you told me”"}, {"text": "A firm new rule about the phone"}],
}
LETTER = {
    "questions": [SimpleNamespace(**QUESTION)] * 3,
    "answers_url": "https://waymark.example.org/family/recap/two-weeks/",
    "stop_url": "https://waymark.example.org/family/stop/" + "t" * 43 + "/",
}


def test_the_letter_as_a_mail_program_shows_it(open_browser):
    """Without scripts, without a picture or a font from anywhere, on a phone; and the same words as text."""
    subject, text = written("families/mail/come_back.txt", LETTER)
    page = open_browser(width=PHONE, javascript=False)
    page.set_content(render_to_string("families/mail/come_back.html", {**LETTER, "subject": subject}))
    expect(page.get_by_role("heading", level=1)).to_have_text(subject)
    expect(page.get_by_role("heading", level=2)).to_have_count(3)
    button = page.get_by_role("link", name="Our answers")
    expect(button).to_have_attribute("href", LETTER["answers_url"])
    assert button.bounding_box()["height"] >= 44
    assert page.locator("body").bounding_box()["width"] <= PHONE
    boxes = [each.bounding_box() for each in page.locator("body *").all()]
    assert max(box["x"] + box["width"] for box in boxes) <= PHONE
    for words in [QUESTION["stem"], QUESTION["options"][0]["text"], LETTER["answers_url"], LETTER["stop_url"]]:
        assert words in text
