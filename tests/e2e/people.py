"""What people do in the browser: sign in, read a lesson, answer questions by mouse or by keyboard."""

import re

from tests.answer_key import answer_key

KEY = answer_key("navigators")


def sign_in_with_card(page, class_group, pupil):
    page.goto("/")
    page.get_by_role("link", name=re.compile("class code", re.I)).last.click()
    page.get_by_role("textbox", name="Class code").fill(class_group["code"])
    page.get_by_role("textbox", name="Card number").fill(str(pupil["number"]))
    page.get_by_role("textbox", name=re.compile("three words", re.I)).fill(pupil["words"])
    page.locator("main form button").click()
    page.wait_for_url("**/class/")


def sign_in_adult(page, adult):
    page.goto("/")
    page.get_by_role("link", name=re.compile("teacher", re.I)).first.click()
    page.locator("[name=login]").fill(adult["email"])
    page.locator("[name=password]").fill(adult["password"])
    page.locator("main form button").first.click()
    page.wait_for_url(lambda url: "/account/" not in url)


def read_lesson(page):
    """From wherever the lesson was left to its questions."""
    while not page.get_by_role("button", name="On to the questions").is_visible():
        with page.expect_navigation():  # a click does not wait for the page that it leads to
            page.get_by_role("button", name="Next", exact=True).click()
    page.get_by_role("button", name="On to the questions").click()


def answer_all(page, keyboard=False):
    """Every question as the course files say, to the hand-in; gives the kinds that were met."""
    page.get_by_role("button", name=re.compile("Start|Go on")).click()
    kinds = []
    while not page.get_by_role("button", name="Hand in").is_visible():
        stem = " ".join(page.locator(".question__stem").inner_text().split())
        kind, answer = KEY[stem]
        kinds.append(kind)
        choose(page, kind, answer, keyboard)
        press(page.get_by_role("button", name="Check my answer"), keyboard)
        page.locator(".feedback[data-right=true]").wait_for()
        with page.expect_navigation():
            press(page.get_by_role("link", name="Next"), keyboard)
    page.get_by_role("button", name="Hand in").click()
    page.get_by_role("link", name="Go on").first.wait_for()
    return kinds


def press(element, keyboard):
    if keyboard:
        element.focus()
        element.press("Enter")
    else:
        element.click()


def choose(page, kind, answer, keyboard):
    page.wait_for_load_state()  # a list to order has its buttons then
    if kind == "put_in_order" and page.locator(".order-item__move").count():
        return move_into_order(page, answer, keyboard)
    if isinstance(answer, list):
        return [tick(page.get_by_label(text, exact=True), keyboard) for text in answer]
    return [choose_part(page, part, choice, keyboard) for part, choice in answer.items()]


def tick(field, keyboard):
    if keyboard:
        field.focus()
        field.press(" ")
    else:
        field.check(force=True)


def choose_part(page, part, choice, keyboard):
    group = page.get_by_role("group", name=part, exact=True)
    if group.count():
        tick(group.get_by_label(choice, exact=True), keyboard)
    else:
        page.get_by_label(part, exact=True).select_option(label=choice)


def move_into_order(page, answer, keyboard):
    """Move each item up until it stands in its place, from the first place on."""
    for text, place in sorted(answer.items(), key=lambda item: int(item[1])):
        item = page.locator(".order-item").filter(has=page.get_by_text(text, exact=True))
        while place_of(page, text) > int(place):
            press(item.get_by_role("button", name=re.compile("up", re.I)), keyboard)


def place_of(page, text):
    texts = page.locator(".order-item__text").all_inner_texts()
    return [" ".join(found.split()) for found in texts].index(text) + 1
