"""A teacher who has never been here: from the desk after the sign-up to the first question on the projector."""

import re
import time

import pytest
from playwright.sync_api import expect

from .test_school import Counted, sign_up

CLICKS, MOST_SECONDS = 11, 180  # after sign-up; docs/first-lesson.md tells them one by one
SOON = 12_000


def make_a_class(person):
    person.click("link", "Make a class")
    person.fill("Name of the class", "7 Hazel")
    person.choose("Age", "Navigators (11 to 14)")
    person.click("button", "Make the class")
    person.click("link", "Start a session")


def check_and_open(person):
    """The preflight: how the class answers is chosen already, each line is ticked by one click."""
    page = person.page
    page.wait_for_url(re.compile(r"/session/[0-9a-f-]{36}/$"))
    for tick in page.locator(".preflight__tick input").all():
        tick.check()
        person.clicks += 1
    person.click("button", "This is the projector: open the board")
    page.wait_for_url("**/board/")


@pytest.mark.parametrize("width", [360, 1280])
def test_from_the_desk_to_the_first_question_on_the_projector(open_browser, width):
    page = open_browser(width=width)
    sign_up(page, f"first{width}@riverside.example")
    person, begin = Counted(page), time.monotonic()
    make_a_class(person)
    page.locator(".session-lessons a").first.click()
    person.clicks += 1
    check_and_open(person)
    expect(page.locator("h1")).to_have_text("Join the lesson")
    person.click("button", "Ask a question")
    expect(page.get_by_text("Question 1 of")).to_be_visible(timeout=SOON)
    assert (person.clicks, person.fields) == (CLICKS, 2)
    assert time.monotonic() - begin < MOST_SECONDS
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.context.troubles == []
