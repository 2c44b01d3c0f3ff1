"""A quiz in a real browser: with a keyboard, without script, without a network, and one pupil after another."""

import re

import pytest
from playwright.sync_api import expect

WITH_ORDER = "lock-it"


@pytest.fixture
def pupils(demo):
    """Pupils of the demo who have not begun anything."""
    group = demo.class_group(0)
    return [{**pupil, "code": group["code"]} for pupil in group["pupils"][::5]]


def sign_in(page, pupil):
    page.goto("/join/")
    page.fill("[name=class_code]", pupil["code"])
    page.fill("[name=number]", str(pupil["number"]))
    page.fill("[name=words]", pupil["words"])
    page.locator("main button").first.click()
    page.wait_for_url("**/class/")


def begin(page, lesson):
    """To the first open question of a lesson's quiz."""
    page.goto(f"/learn/navigators/{lesson}/quiz/")
    page.locator("main form button").first.click()
    page.wait_for_url(re.compile(r"/quiz/\d+/\d+/"))


def open_quiz(page, pupil, lesson):
    sign_in(page, pupil)
    begin(page, lesson)


def choose(page):
    """Some answer, by whatever the question offers, as fingers or a mouse would."""
    page.wait_for_load_state()  # a list to order has its buttons then, in the place of selects
    for card in page.locator("main .sort-card").all():
        card.locator("label").first.click()
    for row, select in enumerate(page.locator("main select:visible").all(), 1):
        select.select_option(index=row)
    if page.locator("main .choice").count():
        page.locator("main .choice").first.click()


def check(page):
    page.get_by_role("button", name="Check my answer").click()


def feedback(page):
    return page.locator("#feedback")


def go_on(page):
    with page.expect_navigation():
        page.get_by_role("link", name="Next").click()


def find(page, kind):
    """Skip to the question that has this in it."""
    while not page.locator(kind).count():
        with page.expect_navigation():  # a click does not wait for the page that it leads to
            page.get_by_role("link", name="Skip this one").click()


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_a_quiz_from_the_first_question_to_the_hand_in(open_browser, pupils, javascript):
    page = open_browser(width=360, javascript=javascript)
    sign_in(page, pupils[0 if javascript else 1])
    for lesson in [WITH_ORDER, "camera-choices"]:
        begin(page, lesson)
        for number in range(1, 6):
            expect(page.locator("h1")).to_have_text(f"Question {number} of 5")
            choose(page)
            check(page)
            expect(feedback(page)).to_be_focused()
            assert page.evaluate("document.documentElement.scrollWidth") <= 360
            go_on(page)
        expect(page.locator("h1")).to_have_text("Ready to hand in?")
        page.get_by_role("button", name="Hand in").click()
        expect(page.locator("h1")).to_have_text("You’ve handed in")
    assert page.context.troubles == []


def test_a_quiz_with_the_keyboard_alone(open_browser, pupils):
    page = open_browser()
    open_quiz(page, pupils[2], WITH_ORDER)

    def tab_to(target):
        for _ in range(60):
            if page.evaluate("target => document.activeElement.matches(target)", target):
                return
            page.keyboard.press("Tab")
        pytest.fail(f"no way to {target}")

    for _ in range(5):
        if page.locator("[data-order]").count():
            tab_to(".order-item:first-child [data-by='1']")
            page.keyboard.press("Enter")
            expect(page.locator("[data-order-said]")).to_contain_text("place 2 of 4")
        elif page.locator("main select").count():
            for row in range(page.locator("main select").count()):
                tab_to(f".match-row:nth-of-type({row + 1}) select")
                for _ in range(row + 1):
                    page.keyboard.press("ArrowDown")
        else:
            tab_to("main .choice:first-of-type input")
            page.keyboard.press("Space")
        tab_to("main form button.button--primary")
        page.keyboard.press("Enter")
        expect(feedback(page)).to_be_focused()
        tab_to("main a.button:last-of-type")
        with page.expect_navigation():
            page.keyboard.press("Enter")
    tab_to("main form button")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("You’ve handed in")


def test_without_a_network_the_answer_waits_and_goes_when_it_is_back(open_browser, pupils):
    page = open_browser()
    open_quiz(page, pupils[3], "new-chats")
    choose(page)
    page.context.set_offline(True)
    check(page)
    status = page.locator("[data-kept]")
    expect(status).to_have_text("Saved on this device. We’ll send it when you’re back online.")
    expect(page.locator("h1")).to_contain_text("Question 1")
    page.context.set_offline(False)
    expect(feedback(page)).to_be_focused()
    assert page.evaluate("sessionStorage.length") == 0


def test_a_busy_server_is_asked_again(open_browser, pupils):
    page = open_browser()
    open_quiz(page, pupils[3], "first-steps")
    replies = []

    def busy(route, request):
        if request.method == "POST" and len(replies) < 2:
            replies.append(request.post_data)
            return route.fulfill(status=503, headers={"Retry-After": "1"}, body="{}")
        return route.continue_()

    page.route(re.compile(r"/quiz/\d+/"), busy)
    choose(page)
    check(page)
    expect(feedback(page)).to_be_visible(timeout=15_000)
    assert len(set(replies)) == 1 and len(replies) == 2


def refuse_posts(page):
    page.route(
        re.compile(r"/quiz/\d+/"),
        lambda route, request: route.abort() if request.method == "POST" else route.continue_(),
    )


def test_a_reload_brings_the_unsent_answer_back_and_sends_it(open_browser, pupils):
    page = open_browser()
    open_quiz(page, pupils[4], WITH_ORDER)
    find(page, "[data-order]")
    refuse_posts(page)
    page.locator(".order-item:first-child [data-by='1']").click()
    order = page.locator(".order-item__text").all_inner_texts()
    check(page)
    expect(page.locator("[data-kept]")).to_contain_text("Saved on this device")
    page.reload()
    expect(page.locator("[data-kept]")).to_contain_text("Saved on this device")
    assert page.locator(".order-item__text").all_inner_texts() == order
    page.unroute_all()
    page.reload()
    expect(feedback(page)).to_be_visible()
    labels = [text.split(". ", 1)[1] for text in page.locator(".feedback__notes strong").all_inner_texts()]
    assert labels == order


def test_an_unsent_answer_is_never_sent_for_the_next_pupil(open_browser, pupils):
    page = open_browser()
    owner, next_pupil = pupils[4], pupils[5]
    open_quiz(page, owner, "helping")
    refuse_posts(page)
    choose(page)
    check(page)
    expect(page.locator("[data-kept]")).to_contain_text("Saved on this device")
    page.unroute_all()
    waiting = page.url
    page.goto("/class/")
    page.get_by_role("button", name="Not you? Sign out").click()
    open_quiz(page, next_pupil, "helping")
    page.wait_for_timeout(500)
    expect(feedback(page)).to_have_count(0)
    assert page.locator("main input:checked").count() == 0
    assert page.goto(waiting).status == 404
    page.goto("/class/")
    page.get_by_role("button", name="Not you? Sign out").click()
    sign_in(page, owner)
    page.goto(waiting)
    expect(feedback(page)).to_be_visible()


def test_a_double_click_sends_once(open_browser, pupils):
    page = open_browser()
    open_quiz(page, pupils[5], "saying-no")
    posts = []
    page.on("request", lambda request: request.method == "POST" and posts.append(request.url))
    choose(page)
    page.get_by_role("button", name="Check my answer").dblclick()
    expect(feedback(page)).to_be_visible()
    assert len(posts) == 1


def test_items_are_put_in_order_by_dragging(open_browser, pupils):
    page = open_browser(width=820)
    open_quiz(page, pupils[5], WITH_ORDER)
    find(page, "[data-order]")
    first, *others = page.locator(".order-item__text").all_inner_texts()
    grip = page.locator(".order-item:first-child [data-grip]")
    last = page.locator(".order-item:last-child").bounding_box()
    grip.hover()
    page.mouse.down()
    page.mouse.move(last["x"] + 20, last["y"] + last["height"] - 2, steps=12)
    page.mouse.up()
    assert page.locator(".order-item__text").all_inner_texts() == [*others, first]
    places = [select.input_value() for select in page.locator(".order-item select").all()]
    assert places == ["1", "2", "3", "4"]
    expect(page.locator("[data-order-said]")).to_have_text(f"{first}: place 4 of 4")
