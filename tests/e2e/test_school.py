"""A teacher who has never been here: from the home page to the desk, and a passkey, in a real browser."""

import re
import time

import pytest
from playwright.sync_api import expect

PASSWORD = "velvet-otter-lantern"
CODE = re.compile(r"^[A-Z]{4}-[A-Z]{4}$", re.MULTILINE)


class Counted:
    """A page on which a person clicks and types; how often, and for how long."""

    def __init__(self, page):
        self.page, self.clicks, self.fields, self.began = page, 0, 0, time.monotonic()

    def click(self, role, name):
        self.page.get_by_role(role, name=name).click()
        self.clicks += 1

    def fill(self, label, text):
        self.page.get_by_label(label).fill(text)
        self.fields += 1

    def choose(self, label, option):
        self.page.get_by_role("combobox", name=label).select_option(label=option)
        self.fields += 1


def newest_mail(page, to, pattern, after=""):
    """From the demo's mailbox, in a window of its own, as soon as the worker has sent it: a newer one than `after`."""
    box = page.context.new_page()
    for _ in range(60):
        box.goto("/mail/")
        letter = box.locator(".letter").filter(has_text=to).first
        if letter.count() and (found := pattern.search(letter.inner_text())) and found[0] != after:
            box.close()
            return found[0]
        time.sleep(0.5)
    raise AssertionError(f"no mail to {to}")


def sign_up(page, email):
    page.goto("/")
    person = Counted(page)
    person.click("link", "New here? Start with your school")
    person.fill("Your name", "Sam Newman")
    person.fill("E-mail address", email)
    person.fill("Password", PASSWORD)
    person.fill("School", "Riverside Primary")
    person.choose("Nation", "Wales")
    person.click("button", "Start")
    page.wait_for_url("**/confirm-email/")
    person.fill("Code", newest_mail(page, email, CODE))
    person.click("button", "Go on")
    page.wait_for_url("**/desk/")
    return person


@pytest.mark.parametrize("width", [360, 1280])
def test_from_the_home_page_to_the_desk(open_browser, width):
    """docs/first-lesson.md tells these numbers."""
    page = open_browser(width=width)
    person = sign_up(page, f"sam{width}@riverside.example")
    assert (person.clicks, person.fields) == (3, 6)
    expect(page.get_by_text("Riverside Primary is waiting for approval")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.context.troubles == []


@pytest.mark.parametrize("width", [360, 1280])
def test_an_admin_invites_and_the_invited_joins(open_browser, width):
    admin = open_browser(width=width)
    sign_up(admin, f"kaur{width}@riverside.example")
    admin.get_by_role("link", name="Staff and invitations").click()
    invited = f"nia{width}@riverside.example"
    admin.get_by_label("School e-mail address").fill(invited)
    admin.get_by_label("Role").select_option(label="Designated Safeguarding Person")
    admin.get_by_role("button", name="Send the invitation").click()
    expect(admin.get_by_role("status")).to_contain_text(invited)
    assert admin.evaluate("document.documentElement.scrollWidth") <= width

    page = open_browser(width=width)
    link = newest_mail(page, invited, re.compile(r"http://\S+/invitation/\S+/"))
    page.goto(link)
    assert link.split("/")[-2] not in page.url
    page.get_by_label("Your name").fill("Nia Evans")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Join").click()
    page.wait_for_url("**/desk/")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.context.troubles == admin.context.troubles == []


def with_authenticator(page):
    """A device that has a finger on it."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_passkey_is_added_signs_in_and_is_asked_for(open_browser):
    page = open_browser(width=360)
    with_authenticator(page)
    sign_up(page, "passkey@riverside.example")
    page.goto("/account/2fa/")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_role("button", name="Add a passkey").click()
    page.wait_for_url("**/recovery-codes/")
    page.get_by_role("link", name="I have saved them").click()
    page.wait_for_url("**/desk/")

    page.get_by_role("button", name="Sign out").click()
    page.goto("/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/desk/")

    page.get_by_role("button", name="Sign out").click()
    page.goto("/account/login/")
    page.locator("[name=login]").fill("passkey@riverside.example")
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/2fa/authenticate/")
    page.get_by_role("button", name="Use my passkey").click()
    page.wait_for_url("**/desk/")
    assert page.context.troubles == [], "nothing of this is against the content security policy"


def test_without_script_no_button_for_passkeys_is_shown(open_browser):
    page = open_browser(javascript=False)
    page.goto("/account/login/")
    expect(page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
