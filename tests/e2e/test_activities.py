"""Each activity of the lessons by mouse, by keyboard, by touch and without JavaScript, and on paper.

One browser a way: it opens the first lesson page that has the activity, as anybody without an account may. What is
chosen in an activity is never sent: a browser that sends anything but requests for pages and files fails its tests.
"""

import re
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import expect

CONTENT = Path(__file__).resolve().parents[2] / "content"
OUR_BLOCKS = {
    "ACT1 sort": ("sparks", "sort_cards"),
    "ACT2 story": ("sparks", "story_choices"),
    "ACT3 room": ("explorers", "room_check"),
    "ACT4 order": ("navigators", "order_cards"),
    "ACT5 chats": ("navigators", "chat_spotter"),
    "ACT6 privacy": ("navigators", "privacy_settings"),
    "ACT7 friend": ("navigators", "story_choices"),
    "ACT8 lines": ("navigators", "exit_lines"),
    "ACT9 helpers": ("pathfinders", "help_matcher"),
    "ACT10 facts": ("pathfinders", "fact_or_myth"),
    "ACT11 sure": ("navigators", "confidence_check"),
    "ACT12 agreement": ("family", "agreement"),
    "ACT13 cards": ("family", "cards_to_print"),
}


def first_with(course, kind):
    """(path of the step, path of its lesson in print, the block) where a course first has such an activity."""
    for file in sorted((CONTENT / course).glob("[0-9]*.yaml")):
        lesson = yaml.safe_load(file.read_text())
        path = f"/learn/{course}/{lesson['slug']}/"
        for number, step in enumerate(lesson["steps"], 1):
            for block in step["blocks"]:
                if block["kind"] == kind:
                    return f"{path}{number}/", f"{path}print/", block
    raise LookupError(kind)


class Way:
    """How somebody works with a page. `scripted`: scripts run."""

    scripted = True
    options = {}

    def __init__(self, chromium, demo):
        self.context = chromium.new_context(
            base_url=demo.url, locale="en-GB", java_script_enabled=self.scripted, **self.options
        )
        self.context.set_default_timeout(10_000)
        self.sent, self.troubles = [], []
        self.context.on("request", lambda request: request.method != "GET" and self.sent.append(request.url))
        self.context.on("console", lambda said: said.type == "error" and self.troubles.append(said.text))
        self.page = self.context.new_page()

    def open(self, act):
        """The activity on its page."""
        path, _print, block = first_with(*OUR_BLOCKS[act])
        self.page.goto(path)
        return self.page.locator(".practice, .cut").filter(has=self.page.get_by_role("heading", name=block["title"]))

    def choose(self, radio):
        """A radio, by its label: beside it or around it."""
        label = radio.page.locator(f"label[for='{radio.get_attribute('id')}']")
        self.press(label if label.count() else radio.locator("xpath=ancestor::label"))

    def press(self, target):
        target.click()


class Mouse(Way):
    options = {"viewport": {"width": 1280, "height": 800}}


class Plain(Mouse):
    scripted = False


class Touch(Way):
    options = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}

    def press(self, target):
        target.tap()


class Keyboard(Mouse):
    def choose(self, radio):
        """Tab to its group, where the chosen one or the first is met, and go on with the arrows."""
        group = self.page.locator(f"input[name='{radio.get_attribute('name')}']:not([hidden])")
        self.tab_to([self.name_of(one) for one in group.all()])
        for _ in range(group.count()):
            if self.focused() != self.name_of(radio):
                self.page.keyboard.press("ArrowDown")
        if not radio.is_checked():
            self.page.keyboard.press("Space")
        expect(radio).to_be_checked()

    def press(self, target):
        self.tab_to([self.name_of(target)])
        self.page.keyboard.press("Space" if target.get_attribute("type") == "checkbox" else "Enter")

    def name_of(self, target):
        return target.evaluate("target => target.id ||= `target-${performance.now()}`")

    def focused(self):
        return self.page.evaluate("document.activeElement.id")

    def tab_to(self, ids):
        """From where one is, onwards; round the page at most once."""
        for _ in range(200):
            if self.focused() in ids:
                return
            self.page.keyboard.press("Tab")
        pytest.fail(f"the Tab key does not lead to {ids[0]}")


@pytest.fixture(scope="module", params=[Mouse, Keyboard, Touch, Plain], ids=lambda way: way.__name__.lower())
def way(request, chromium, demo):
    way = request.param(chromium, demo)
    yield way
    assert way.sent == [], "an activity sent something"
    assert way.troubles == []
    way.context.close()


def radios(group):
    return group.get_by_role("radio")


def answers(group):
    return group.locator(":scope > .try__answer")


def group_in(practice, number=0):
    """A question of an activity, which a screen reader announces by its words."""
    group = practice.get_by_role("radiogroup", include_hidden=True).and_(practice.locator(".try")).nth(number)
    assert practice.page.locator(f"#{group.get_attribute('aria-labelledby')}").inner_text().strip()
    return group


def try_out(way, group):
    """Each choice shows its own answer, and takes away the one before."""
    names = radios(group).count()
    assert names >= 2
    for number in range(min(names, 3)):
        way.choose(radios(group).nth(number))
        expect(answers(group).nth(number)).to_be_visible()
        assert answers(group).locator("visible=true").count() == 1
    return group


def turn_to(way, practice, number):
    """On a narrow screen with scripts one card is there at a time."""
    cards = practice.locator(".try")
    turn = practice.locator(".turn")
    expect(turn).to_be_visible(visible=isinstance(way, Touch))
    while not cards.nth(number).is_visible():
        shown = cards.evaluate_all("all => all.findIndex((card) => card.checkVisibility())")
        way.press(turn.get_by_role("button", name="Next card" if shown < number else "The card before"))
        assert cards.locator("visible=true").and_(cards).count() == 1
        expect(cards.locator("input:focus")).to_be_visible()


def start_again(way, practice):
    way.press(practice.get_by_role("button", name="Start again"))
    expect(practice.locator("input:checked")).to_have_count(0)


def test_sort(way):
    practice = way.open("ACT1 sort")
    group = try_out(way, group_in(practice))
    way.choose(group.locator("input[data-fits]"))
    expect(answers(group).locator("visible=true")).to_contain_text("✓")
    turn_to(way, practice, 1)
    try_out(way, group_in(practice, 1))
    closing = practice.locator(".practice__closing")
    expect(closing).to_be_visible(visible=not way.scripted)
    for number, group in enumerate(practice.locator(".try").all()):
        turn_to(way, practice, number)
        way.choose(group.locator("input[data-fits]"))
    expect(closing).to_be_visible()
    if way.scripted:
        expect(practice.get_by_text("Another round?")).to_be_visible()
        expect(practice.locator(".sort__in > *")).to_have_count(practice.locator(".try").count())
    start_again(way, practice)
    assert answers(practice.locator(".try")).locator("visible=true").count() == 0


@pytest.mark.parametrize("act", ["ACT2 story", "ACT7 friend"])
def test_story(way, act):
    practice = way.open(act)
    scenes = practice.locator(".scene-card")
    visible = scenes.locator("visible=true").and_(scenes)
    expect(visible).to_have_count(1)
    asked = scenes.first.locator(".try")
    number = answers(asked).evaluate_all("all => all.findIndex((answer) => answer.querySelector('a'))")
    way.choose(radios(asked).nth(number))
    expect(answers(asked).nth(number)).to_be_visible()
    way.press(answers(asked).nth(number).get_by_role("link", name="Go on"))
    expect(scenes.first).to_be_hidden()
    expect(visible).to_have_count(1)
    if way.scripted:
        expect(visible).to_be_focused()
        way.press(practice.get_by_text(re.compile("Start again|Back to the beginning")).locator("visible=true").first)
        expect(scenes.first).to_be_visible()
        expect(scenes.first.locator("input:checked")).to_have_count(0)


def test_room(way):
    practice = way.open("ACT3 room")
    card = practice.locator(".try[data-thing]").first
    try_out(way, card)
    chosen = card.locator("input:checked")
    thing = practice.locator(f"svg [data-thing='{card.get_attribute('data-thing')}']")
    if way.scripted:
        expect(thing).to_have_attribute("data-state", chosen.get_attribute("value"))
        cards = practice.locator(".try[data-thing]")
        assert cards.locator("visible=true").and_(cards).count() == 1
        way.press(practice.get_by_role("button", name="Next thing"))
        expect(card).to_be_hidden()
        expect(radios(cards.nth(1)).first).to_be_focused()
        way.press(practice.get_by_role("button", name=re.compile("^1:")))
        expect(card).to_be_visible()
        other = practice.locator(".try[data-thing]").nth(1)
        drawn = practice.locator(f"svg [data-thing='{other.get_attribute('data-thing')}']")
        if not isinstance(way, Keyboard):  # by keyboard one goes from card to card
            way.press(drawn)
            expect(radios(other).first).to_be_focused()
    start_again(way, practice)
    expect(practice.locator("svg [data-state=cover], svg [data-state=close], svg [data-state=turn]")).to_have_count(0)


def test_order(way):
    practice = way.open("ACT4 order")
    items, said = practice.locator(".order-item"), practice.get_by_role("status")
    good = practice.locator("details")
    if not way.scripted:
        expect(practice.get_by_role("button", name="Check my order")).to_be_hidden()
        way.press(good.locator("summary"))
        expect(good.locator(".steps > li")).to_have_count(items.count())
        expect(good.locator(".steps > li").last).to_be_visible()
        return
    way.press(practice.get_by_role("button", name="Check my order"))
    expect(said).to_contain_text("Not yet")
    for place in range(1, items.count() + 1):
        item = practice.locator(f".order-item[data-place='{place}']")
        while item.evaluate("item => [...item.parentNode.children].indexOf(item)") >= place:
            way.press(item.locator("[data-by='-1']"))
    expect(said).to_contain_text("place")
    way.press(practice.get_by_role("button", name="Check my order"))
    expect(said).to_have_text("That order works well.")
    expect(good.locator(".steps > li").last).to_be_visible()
    way.press(practice.get_by_role("button", name="Start again"))
    expect(said).to_be_empty()


def test_chats(way):
    practice = way.open("ACT5 chats")
    chats = practice.locator(".try--chat")
    for chat in chats.all():
        lines, more = chat.locator("label.bubble"), chat.get_by_role("button", name="Next line")
        if way.scripted and lines.count() > 1:
            expect(lines.nth(1)).to_be_hidden()
            while more.is_visible():
                way.press(more)
        expect(lines.last).to_be_visible()
        way.choose(chat.locator("input[data-fits]"))
        shown = answers(chat).locator("visible=true").and_(answers(chat))
        expect(shown).to_have_count(1)
        assert shown.get_attribute("data-fits") is not None
        is_ordinary = chat.locator("input[data-fits]").get_attribute("id").endswith("ordinary")
        assert shown.inner_text().startswith("A sign:") != is_ordinary
        way.choose(chat.locator("input:not([data-fits])").first)
        expect(shown).to_have_count(1)
        assert "A sign:" not in shown.inner_text()
    assert practice.locator("label.bubble").count() <= 8
    start_again(way, practice)


def test_privacy(way):
    practice = way.open("ACT6 privacy")
    settings, said = practice.locator("[data-setting]"), practice.get_by_role("status")
    now = practice.locator("[data-now]")
    assert settings.count() >= 6
    if way.scripted:
        expect(now).to_be_visible()
        seen = now.locator("td[data-sees='yes']")
        before, sentence = seen.count(), said.inner_text()
    for setting in settings.all():
        way.choose(radios(setting).nth(int(setting.get_attribute("data-good")) - 1))
    if way.scripted:
        assert seen.count() < before and said.inner_text() != sentence
        assert said.inner_text().startswith(f"{seen.count()} of ")
        assert set(now.locator("thead th").all_inner_texts()) and now.locator("thead th").count() == 4
        way.press(practice.get_by_role("button", name="Start again"))
        expect(said).to_have_text(sentence)
    else:
        expect(now).to_be_hidden()
        for setting in settings.all():
            expect(answers(setting).locator("visible=true").first).to_contain_text("Then:")


def test_exit_lines(way):
    practice = way.open("ACT8 lines")
    chosen = []
    for group in practice.locator(".try").all():
        way.choose(radios(group).nth(1))
        chosen.append(group.locator("label").nth(1).inner_text())
    said = practice.locator("[data-said]")
    if way.scripted:
        expect(said).to_have_text(f"“{' '.join(chosen)}”")
        way.choose(radios(group).last)
        done = group.locator("label").last.inner_text()
        assert done.startswith("[")
        expect(said).to_have_text(f"“{' '.join(chosen[:-1])}” {done}")
    else:
        expect(said).to_be_hidden()
        expect(practice.locator("input:checked")).to_have_count(len(chosen))
    start_again(way, practice)
    if way.scripted:
        expect(said).to_contain_text("Choose one from each list")


def test_helpers(way):
    practice = way.open("ACT9 helpers")
    try_out(way, group_in(practice))
    longest = max(practice.locator(".try").all(), key=lambda group: radios(group).count())
    way.choose(radios(longest).last)  # the one that would be forgotten
    expect(answers(longest).last).to_be_visible()
    start_again(way, practice)
    way.choose(practice.get_by_role("radio", name="Scotland", exact=True))
    offered = practice.locator(".try > label")
    shown = offered.locator("visible=true").and_(offered).all()
    assert shown and all("scotland" in label.get_attribute("data-nations").split() for label in shown)
    group = group_in(practice)
    way.choose(group.locator("input[data-fits][data-nations~='scotland']").first)
    expect(answers(group).locator("visible=true").first).to_contain_text("✓")


def test_facts(way):
    practice = way.open("ACT10 facts")
    group = try_out(way, group_in(practice))
    expect(answers(group).locator("visible=true")).to_contain_text("Good to say so.")
    way.choose(group.locator("input[data-fits]"))
    expect(answers(group).locator("visible=true")).to_contain_text("✓")
    turn_to(way, practice, 2)
    turn_to(way, practice, 1)
    try_out(way, group_in(practice, 1))
    start_again(way, practice)
    turn_to(way, practice, 0)


def test_sure(way):
    practice = way.open("ACT11 sure")
    for number in range(practice.locator(".try").count()):
        try_out(way, group_in(practice, number))
    way.page.reload()
    assert practice.locator("input:checked").count() == 0
    if way.scripted:
        assert way.page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_agreement(way):
    practice = way.open("ACT12 agreement")
    first, second = practice.get_by_role("checkbox").all()[:2]
    way.press(first)
    expect(first).to_be_checked()
    if way.scripted:
        way.page.evaluate("window.print = () => (window.printed = true)")
        way.press(practice.get_by_role("button", name="Print this"))
        assert way.page.evaluate("window.printed")
    way.page.emulate_media(media="print")
    expect(first).to_be_visible()
    expect(second).to_be_hidden()
    expect(practice.get_by_text("Signed, with a pencil")).to_be_visible()
    way.page.emulate_media(media="screen")
    start_again(way, practice)


def test_cards(way):
    sheet = way.open("ACT13 cards")
    cards = sheet.get_by_role("listitem")
    assert cards.count() >= 2
    expect(cards.last).to_be_visible()
    way.page.emulate_media(media="print")
    expect(cards.last).to_be_visible()
    way.page.emulate_media(media="screen")


@pytest.mark.parametrize("act", OUR_BLOCKS)
def test_on_paper(chromium_page, act):
    """For a lesson without devices: the questions, and below them every answer."""
    _path, path, block = first_with(*OUR_BLOCKS[act])
    chromium_page.goto(path)
    chromium_page.emulate_media(media="print")
    heading = chromium_page.get_by_role("heading", name=block["title"])
    practice = chromium_page.locator(".practice, .cut").filter(has=heading)
    expect(practice.first).to_be_visible()
    hidden = practice.first.locator(".try__answer:not(.no-print)").locator("visible=false")
    assert hidden.count() == 0
    expect(practice.first.get_by_role("button", name=re.compile("Start again|Check"))).to_have_count(0)


def test_on_paper_who_sees_what_is_for_a_pencil(chromium_page):
    """Nothing can be changed there: what the app set at first would stand for what is seen now."""
    _path, path, _block = first_with(*OUR_BLOCKS["ACT6 privacy"])
    chromium_page.goto(path)
    chromium_page.emulate_media(media="print")
    now = chromium_page.locator("[data-now]")
    expect(now.get_by_text("Write yes or no")).to_be_visible()
    assert not now.locator("td[data-viewer]").first.inner_text().strip()
    expect(chromium_page.locator(".privacy__said")).to_be_hidden()


@pytest.fixture(scope="module")
def chromium_page(chromium, demo):
    context = chromium.new_context(base_url=demo.url, locale="en-GB", viewport={"width": 820, "height": 1100})
    yield context.new_page()
    context.close()
