"""A class session as it is in a room: one teacher, one board and eight pupils at once, in real browsers."""

import re

import pytest
from playwright.sync_api import expect

from .people import sign_in_adult, sign_in_with_card

PUPILS = 8
SOON = 12_000  # a poll, with the jitter and a busy machine


class Room:
    """A teacher's desk and board, and the browsers of pupils."""

    def __init__(self, open_browser, demo, number):
        self.open_browser, self.demo = open_browser, demo
        self.class_group = demo.class_group(number)
        self.mode = ""
        self.desk = open_browser()
        sign_in_adult(self.desk, next(a for a in demo.told["adults"] if a["email"] == self.class_group["teacher"]))

    def begin(self, mode, lesson=0):
        desk, self.mode = self.desk, mode
        card = desk.locator("main .card").filter(has_text=self.class_group["name"])
        self.move(card.get_by_role("link", name=re.compile("Start a session")))
        if desk.get_by_role("link", name="Go to the desk").count():  # left open by a test before
            self.move(desk.get_by_role("link", name="Go to the desk"))
            self.end()
            desk.goto("/desk/")
            return self.begin(mode, lesson)
        self.move(desk.locator(".session-lessons a").nth(lesson))
        for box in desk.locator(".preflight__tick input").all():
            box.check()
        desk.get_by_label(mode).check(force=True)
        self.move(desk.get_by_role("button", name="Open the session"))
        self.number = re.search(r"/session/(\d+)/", desk.url)[1]
        self.board = desk.context.new_page()
        self.board.goto(f"/session/{self.number}/board/")
        return self

    def pupil(self, number, **options):
        page = self.open_browser(**options)
        sign_in_with_card(page, self.class_group, self.class_group["pupils"][number])
        return page

    def join(self, page):
        page.goto("/class/")
        page.get_by_role("button", name="Join in").click()
        page.wait_for_url(re.compile(r"/live/\d+/$"))
        return page

    def walk_in(self):
        """Somebody without a card, at the door."""
        page = self.open_browser(width=360)
        page.goto("/live/")
        page.get_by_label("The code on the board").fill(self.desk.locator(".desk__code").inner_text().lower())
        page.get_by_role("button", name="Join", exact=True).click()
        expect(heading(page)).to_have_text("Waiting for your teacher")
        return page

    def let_in(self, page):
        self.desk.get_by_role("button", name="Let everybody in").click(timeout=SOON)
        expect(heading(page)).to_have_text("You’re in", timeout=SOON)

    def press(self, name):
        self.move(self.desk.get_by_role("button", name=name, exact=True).first)

    def ask(self, number):
        self.move(self.desk.locator("button[name=question]").nth(number - 1))

    def move(self, button):
        """Until the desk has gone on: a click does not wait for the page that it leads to."""
        with self.desk.expect_navigation():
            button.click()

    def end(self):
        """Without a device nobody is ticked: the road is walked by pupils who have finished nothing."""
        self.move(self.desk.get_by_role("link", name="End the session"))
        if self.mode.startswith("No devices"):
            for box in self.desk.locator(".attendance input").all():
                box.uncheck(force=True)
        self.desk.get_by_role("button", name="We finished the lesson").click()
        expect(self.desk.locator("h1")).to_have_text("The session has ended")


@pytest.fixture
def room(open_browser, demo):
    return lambda number=1: Room(open_browser, demo, number)


def choose(page, option):
    page.locator("main .choice").nth(option).click()
    page.get_by_role("button", name=re.compile("Send my answer|Change my answer")).click()
    expect(page.get_by_text("Your answer is in")).to_be_visible(timeout=SOON)


def fits(page):
    """Nothing is wider than the phone."""
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def heading(page):
    return page.locator("main h1").first


def test_a_lesson_with_eight_pupils(room, open_browser):
    here = room().begin("A device for each pupil")
    board = here.board
    pupils = [here.join(here.pupil(n, width=360 if n == 0 else 820)) for n in range(PUPILS)]
    expect(board.locator(".board-lobby [data-fact=in]")).to_have_text(str(PUPILS), timeout=SOON)
    here.press("Start the lesson")
    for page in pupils:
        expect(page.get_by_text("Step 1 of")).to_be_visible(timeout=SOON)
    first_step = heading(board).inner_text()
    assert heading(pupils[0]).inner_text() == first_step
    fits(pupils[0])

    # A question, on every screen in the same order; answers from all but the last.
    here.ask(2)
    for page in pupils:
        expect(page.locator(".question__stem")).to_be_visible(timeout=SOON)
    options = [" ".join(text.split()) for text in pupils[0].locator("main .choice__text").all_inner_texts()]
    assert options == [" ".join(t.split()) for t in pupils[7].locator("main .choice__text").all_inner_texts()]
    for number, page in enumerate(pupils[:7]):
        choose(page, number % 2)
    expect(board.locator("[data-fact=answered]")).to_have_text("7", timeout=SOON)
    fits(pupils[0])

    # Reload; offline and back; a second device; a late arrival: all are where the class is, with their answers.
    pupils[0].reload()
    expect(pupils[0].get_by_text("Your answer is in")).to_be_visible()
    last = pupils[7]
    last.context.set_offline(True)
    last.locator("main .choice").first.click()
    last.get_by_role("button", name="Send my answer").click()
    expect(last.locator("[data-kept]")).to_contain_text("Saved on this device")
    last.context.set_offline(False)
    expect(last.get_by_text("Your answer is in")).to_be_visible(timeout=30_000)
    second = here.join(here.pupil(1))
    expect(second.get_by_text("Your answer is in")).to_be_visible()
    late = here.join(here.pupil(9))
    expect(late.locator(".question__stem")).to_be_visible()

    # A chart when the teacher chooses, the question again, and the two compared.
    here.press("Show the chart")
    expect(board.locator(".live-chart")).to_be_visible(timeout=SOON)
    expect(pupils[0].get_by_text("The question is closed")).to_be_visible(timeout=SOON)
    names = [pupil["name"] for pupil in here.class_group["pupils"]]
    assert not [name for name in names if re.search(rf"\b{name}\b", board.locator("body").inner_text())]
    here.press("Vote again")
    for page in pupils[:6]:
        expect(page.get_by_role("button", name="Send my answer")).to_be_visible(timeout=SOON)
        choose(page, 1)
    here.press("Show the chart")
    expect(board.get_by_text("before:").first).to_be_visible(timeout=SOON)
    here.press("Show the answer")
    expect(pupils[0].locator(".feedback")).to_be_visible(timeout=SOON)
    fits(pupils[0])

    # Eyes up, help, and back.
    here.press("Eyes up")
    expect(heading(pupils[0])).to_have_text("Eyes up, please", timeout=SOON)
    fits(pupils[0])
    here.press("Help slide")
    expect(board.get_by_text("0800 1111").first).to_be_visible(timeout=SOON)
    expect(pupils[0].get_by_text("0800 1111").first).to_be_visible(timeout=SOON)
    fits(pupils[0])
    here.press("Go on")

    # Removed: told at the next call.
    row = here.desk.locator(".people__row").filter(has_text=names[9])
    row.locator("summary").click()
    row.get_by_role("button", name="Remove").click()
    expect(late.get_by_text("You’re not in this lesson now")).to_be_visible(timeout=SOON)

    here.press("Calm closing")
    expect(heading(pupils[0])).to_have_text("Thank you for thinking and listening", timeout=SOON)
    fits(pupils[0])
    here.end()
    for page in [pupils[0], pupils[3], second]:
        expect(heading(page)).to_have_text("The lesson is over", timeout=SOON)
    fits(pupils[0])
    troubles = [t for page in [here.desk, *pupils[:7]] for t in page.context.troubles]
    assert troubles == []


def test_walk_ins_of_two_schools_side_by_side(room):
    ours, theirs = room(1).begin("A device for each pupil"), room(3).begin("A device for each pupil")
    guests = [here.walk_in() for here in (ours, theirs)]
    ours.let_in(guests[0])
    assert len(guests[0].locator(".site-nav__who strong").inner_text().split()) == 2
    guests[1].wait_for_timeout(3000)
    expect(heading(guests[1])).to_have_text("Waiting for your teacher")
    ours.press("Start the lesson")
    expect(guests[0].get_by_text("Step 1 of")).to_be_visible(timeout=SOON)
    expect(heading(theirs.board)).to_have_text("Join the lesson")
    ours.end()
    theirs.end()


def test_a_walk_in_changes_the_device_and_goes_on_at_their_own_pace(room):
    here = room(1).begin("A device for each pupil")
    first = here.walk_in()
    here.let_in(first)
    name = first.locator(".site-nav__who strong").inner_text().strip()
    here.ask(2)
    expect(first.locator(".question__stem")).to_be_visible(timeout=SOON)
    choose(first, 0)

    # The tablet gives up: another one joins by the code, and the teacher says who that is.
    second = here.walk_in()
    waits = here.desk.locator(".people__row[data-state=waiting]")
    waits.locator("summary").click(timeout=SOON)
    waits.get_by_label("In already, on another device?").select_option(label=name)
    here.move(waits.get_by_role("button", name="It is them"))
    expect(heading(second)).to_have_text(f"Welcome back, {name}", timeout=SOON)
    second.get_by_role("button", name="Go on").click()
    expect(second.get_by_text("Your answer is in")).to_be_visible()
    expect(second.locator(".site-nav__who strong")).to_contain_text(name)
    expect(first.locator(".site-nav__who strong")).to_have_count(0, timeout=SOON)  # the one before shows nothing more
    expect(here.desk.locator(".people__row")).to_have_count(1, timeout=SOON)

    # Set free: the steps, then the questions with their feedback at once. What the class did is done.
    here.press("At their own pace")
    expect(second.get_by_text("At your own pace")).to_be_visible(timeout=SOON)
    on = second.locator("main").get_by_role("link", name=re.compile("Next|Skip"))
    steps = re.search(r"Step 1 of (\d+)", second.locator("main").inner_text())[1]
    second.goto(f"{second.url}?at={steps}")
    for question in (1, 2):
        on.click()
        expect(second.get_by_text(f"Question {question} of")).to_be_visible()
    expect(second.get_by_text("Your class has done this one together.")).to_be_visible()
    with second.expect_navigation():
        on.click()
    fits(second)
    second.locator("main .choice").first.click()
    second.get_by_role("button", name="Check my answer").click()
    expect(second.locator(".feedback")).to_be_visible(timeout=SOON)
    here.press("Together again")
    expect(second.get_by_text("Step 1 of")).to_be_visible(timeout=SOON)
    here.end()


def test_what_was_pressed_is_not_cut_off_by_news(room):
    """The desk draws itself anew when the class has moved, but not while a button's page is on its way."""
    here = room(3).begin("No devices: hands, cards or paper")
    here.desk.evaluate("window.here = true; dispatchEvent(new Event('beforeunload'))")
    here.desk.route(re.compile(r"/state/"), lambda route: route.fulfill(json={"key": "moved on", "facts": {}}))
    here.desk.wait_for_timeout(5000)
    assert here.desk.evaluate("window.here")
    with here.desk.expect_navigation(timeout=SOON):  # the press came to nothing: the news is shown
        pass
    here.desk.unroute(re.compile(r"/state/"))
    here.end()


def test_without_a_device(room):
    here = room(1).begin("No devices: hands, cards or paper")
    expect(here.board.get_by_text("Join the lesson")).to_have_count(0)
    here.ask(2)
    inputs = here.desk.locator(".hands input")
    for number in range(inputs.count()):
        inputs.nth(number).fill(str(4 + number))
    here.press("Show the chart")  # the counts go with it
    expect(here.board.locator(".live-chart")).to_be_visible(timeout=SOON)
    here.end()


def test_a_pupil_without_script_finds_where_the_class_is(room):
    here = room(1).begin("A device for each pupil")
    page = here.join(here.pupil(5, width=360, javascript=False))
    here.press("Start the lesson")
    page.get_by_role("link", name="Show me where we are").click()
    expect(page.get_by_text("Step 1 of")).to_be_visible()
    here.ask(2)
    page.get_by_role("link", name="Show me where we are").click()
    page.locator("main .choice").first.click()
    page.get_by_role("button", name="Send my answer").click()
    expect(page.get_by_text("Your answer is in")).to_be_visible()
    here.end()
