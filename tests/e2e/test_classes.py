"""A new teacher makes a class without names and prints cards; a pupil signs in with one of them, on a phone."""

import re
import subprocess

from playwright.sync_api import expect

from .test_school import sign_up

FIRST_CARD = [
    "-layout",
    "-l",
    "1",
    "-r",
    "72",
    "-x",
    "25",
    "-y",
    "28",
    "-W",
    "272",
    "-H",
    "196",
]  # where it is cut out


def first_card(pdf):
    """(class code, number, words) as they stand on paper."""
    command = ["pdftotext", *FIRST_CARD, "-", "-"]
    text = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    code, number = re.search(r"2\. Card number\s+([A-Z]{6})\s+(\d+)", text).groups()
    words = re.search(r"3\. Your three words\s+([a-z]+ [a-z]+ [a-z]+)", text)[1]
    return code, number, words


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_from_sign_up_to_a_pupil_with_a_card(open_browser):
    teacher = open_browser(width=820)
    person = sign_up(teacher, "classes@riverside.example")
    person.clicks = person.fields = 0
    person.click("link", "Make a class")
    person.fill("Name of the class", "7 Elm")
    person.choose("Age", "Navigators (11 to 14)")
    person.click("button", "Make the class")
    person.fill("How many pupils?", "28")
    person.click("button", "Make their cards")
    expect(teacher.get_by_role("heading", name="28 pupils")).to_be_visible()
    person.click("link", "Print cards")
    person.click("button", "Print 28 cards")
    link = teacher.get_by_role("link", name="Open the cards")
    expect(link).to_be_visible(timeout=30_000)
    assert (person.clicks, person.fields) == (5, 3)  # docs/first-lesson.md tells these numbers
    pdf = teacher.request.get(link.get_attribute("href")).body()
    code, number, words = first_card(pdf)

    teacher.get_by_role("link", name="Courses", exact=True).click()
    teacher.get_by_role("button", name=re.compile("Assign to the class")).first.click()
    expect(teacher.get_by_text("Navigators is set for 7 Elm")).to_be_visible()

    pupil = open_browser(width=360)
    pupil.goto("/join/")
    pupil.get_by_label("Class code").fill(code.lower())
    pupil.get_by_label("Card number").fill(number)
    pupil.get_by_label("Your three words").fill(words)
    pupil.get_by_role("button", name="Go to my lessons").click()
    pupil.wait_for_url("**/class/")
    expect(pupil.get_by_role("heading", level=1)).to_have_text(re.compile(r"Hello, [A-Z][a-z]+ [A-Z][a-z]+"))
    assert fits(pupil)
    assert pupil.context.troubles == teacher.context.troubles == []


def test_back_from_a_list_that_was_read_asks_nothing_and_loses_no_name(open_browser, demo):
    from .people import sign_in_adult

    page = open_browser()
    sign_in_adult(page, demo.adult("teacher"))
    make_a_class(page, "7 Back")
    box = page.get_by_label("Paste the names here")
    page.get_by_role("button", name="Look through the list").click()
    expect(page.get_by_text("Paste some names, or choose a file.")).to_be_visible()
    box.fill("Khan, Amira\nLee, Ben")
    page.get_by_role("button", name="Look through the list").click()
    review = page.get_by_role("heading", name="Is this right?")
    page.get_by_label("Name in row 2").fill("Amira")
    page.get_by_role("button", name="Add these pupils").click()
    expect(page.get_by_text("Some names need a change.")).to_be_visible()
    page.go_back()
    expect(box).to_have_value("Amira\nAmira")
    page.go_back()
    expect(box).to_have_value("Khan, Amira\nLee, Ben")
    page.get_by_role("button", name="Look through the list").click()
    page.get_by_role("link", name="Back to the list").click()
    expect(box).to_have_value("Khan, Amira\nLee, Ben")
    page.get_by_role("button", name="Look through the list").click()
    expect(review).to_be_visible()
    page.get_by_role("button", name="Add these pupils").click()
    expect(page.get_by_text("2 pupils added.")).to_be_visible()
    page.go_back()
    expect(box).to_have_value("Amira\nBen")
    assert all("422" in trouble for trouble in page.context.troubles), "no names, and some that need a change"


def make_a_class(page, name):
    page.goto("/desk/new/")
    page.get_by_label("Name of the class").fill(name)
    page.get_by_label("Age", exact=True).select_option("navigators")
    page.get_by_role("button", name="Make the class").click()


def test_every_page_of_a_class_fits_on_a_phone(open_browser, demo):
    from .people import sign_in_adult

    page = open_browser(width=360)
    sign_in_adult(page, demo.adult("teacher"))
    page.locator("main .card__title a").first.click()
    for name in ["Pupils", "Cards", "Courses", "Settings", "Overview"]:
        page.get_by_role("navigation", name="This class").get_by_role("link", name=name).click()
        expect(page.get_by_role("navigation", name="This class").locator("[aria-current]")).to_have_text(name)
        assert fits(page), name
    page.goto("/desk/new/")
    assert fits(page)
    assert page.context.troubles == []
