"""Talk about it: words for each age, as the Family course has them in its cards."""

from typing import NamedTuple

from accounts.choices import AgeBand

from .road import family_course

PART, CARDS = "talking", "cards_to_print"
AGES = {
    AgeBand.SPARKS: ("4", "7", "teddy-bear"),
    AgeBand.EXPLORERS: ("7", "11", "video-game"),
    AgeBand.NAVIGATORS: ("11", "14", "mobile-phone"),
    AgeBand.PATHFINDERS: ("14", "18", "headphone"),
}


class Starter(NamedTuple):
    """Words to say or to ask, and a tip for whoever says them."""

    words: str
    tip: str
    picture: str


def starters(band):
    """The cards whose title names the ages of the band: "Ages 4 to 7: say this"."""
    first, last, _picture = AGES[band]
    return [
        Starter(card["text"], card["back"], card["picture"])
        for card in cards()
        if card["title"].startswith(f"Ages {first} to {last}")
    ]


def cards():
    course = family_course()
    part = next((lesson for lesson in course.lessons if lesson.slug == PART), None) if course else None
    blocks = [block for step in part.steps for block in step.value["body"]] if part else []
    return [card for block in blocks if block.block_type == CARDS for card in block.value["cards"]]
