"""A parent on a phone, over a slow connection: from the home page to a part finished, and on to another device."""

import re

from playwright.sync_api import expect

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
        go(page, "button", "Next")
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
