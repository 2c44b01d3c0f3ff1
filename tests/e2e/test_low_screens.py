"""On a low phone, and on one that lies on its side, nothing that sticks to an edge lies over what is wanted."""

import pytest

from tests.walk import looking


def some(walk, name, each=2):
    """A few pages of each band, those that can be left at once first."""
    by_band = {}
    for page in sorted(walk.named(name), key=lambda page: not page.what.endswith("leave")):
        if not page.way and page.status == 200:
            by_band.setdefault(page.band, []).append(page)
    return [page for pages in by_band.values() for page in pages[:each]]


@pytest.mark.parametrize("name", ["courses:step", "courses:lesson_print", "quizzes:question", "pages:help"])
def test_what_has_the_focus_is_in_sight(walk, name):
    found = [f"{page}: {sentence}" for page in some(walk, name) for sentence in looking.covered_focus(walk.open(page))]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("size", looking.LOW, ids=str)
def test_a_card_is_sorted_and_checked_by_a_finger(walk, size):
    page = next(
        p for p in walk.named("quizzes:question") if p.what == "sort_into_groups open" and p.band == "pathfinders"
    )
    tab = walk.open(page)
    tab.set_viewport_size(dict(zip(["width", "height"], size, strict=True)))
    cards = tab.locator(".sort-card")
    for number in range(cards.count()):
        cards.nth(number).locator("label").last.click(trial=True)
        cards.nth(number).get_by_role("radio").first.check()
    tab.get_by_role("button", name="Check my answer").click(trial=True)


def test_the_bar_of_a_board_is_one_row(walk):
    """Two take a line of the lesson away, on the screen that the most projectors have."""
    for page in walk.named("classrooms:board"):
        foot = walk.open(page, 1280).locator(".board__foot")
        highest = (
            "foot => Math.max(...[...foot.querySelectorAll('.button, .board__desk')].map((one) => one.offsetHeight))"
        )
        assert foot.evaluate("foot => foot.offsetHeight") < 1.6 * foot.evaluate(highest), page


def test_the_look_sees_what_is_covered(walk):
    """Its negative control: a bar that is higher than what is kept free for it."""
    tab = walk.open(next(page for page in walk.named("courses:step") if page.what.endswith("leave")))
    tab.evaluate("document.querySelector('.leave-bar').style.minHeight = '60vh'")
    assert list(looking.covered_focus(tab))
