"""A class's cards as a PDF, eight on an A4 page, to be cut out. For the worker only: it loads WeasyPrint."""

from functools import cache
from itertools import cycle, islice

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from weasyprint import HTML

from accounts.choices import AgeBand
from accounts.models.classes import CARD_NUMBERS
from certificates.designs.base import fitting
from certificates.faces import DISPLAY, FACES, FONTS, width
from certificates.printing import printable, qr
from pages.pictures import FOLDER as PICTURES
from pages.render_pdf import OwnAssets, faces, fonts

A_PAGE = 8
NAME_SIZES = {"name--1": 7.0, "name--2": 9.5, "name--3": 12.8, "name--4": 23, "name--5": 99}  # ems that fit in
WORDS_FIT = 11.2
SVG = '<svg xmlns="http://www.w3.org/2000/svg" '
COLOURS = {AgeBand.EXPLORERS: "#2a701f", AgeBand.NAVIGATORS: "#0b5a86", AgeBand.PATHFINDERS: "#453b8f"}

# A friendly thing for each number, so that a child knows their card from afar. It opens nothing.
THINGS = (  # noqa: SIM905 - easier to read as a text
    "kite balloon rainbow star ringed-planet umbrella lollipop guitar tent compass top-hat sunflower "
    "strawberry drum cactus volcano joystick trumpet carrot puzzle-piece hot-beverage castle sailboat snail teapot "
    "popcorn world-map soccer-ball crayon tangerine doughnut lady-beetle bell hiking-boot jellyfish watermelon "
    "wrapped-gift croissant paintbrush blossom"
).split()


@cache
def pictures():
    """Card number -> its picture, as SVG that stands by itself."""
    things = islice(cycle(THINGS), len(CARD_NUMBERS))
    return {
        number: (PICTURES / f"{thing}.svg").read_text().replace("<svg ", SVG, 1).encode()
        for number, thing in zip(CARD_NUMBERS, things, strict=True)
    }


def print_cards(class_group, secrets):
    """The cards of these Secrets, and for pupils by ticket a list on which a teacher writes who has which."""
    cards = [card(secret) for secret in secrets]
    context = {
        "class_group": class_group,
        "colour": COLOURS.get(class_group.band, "#0c5c4f"),
        "pages": [cards[at : at + A_PAGE] for at in range(0, len(cards), A_PAGE)],
        "tickets": [one for one in cards if one["by_ticket"]],
        "join_address": (settings.BASE_URL + reverse("accounts:join")).partition("://")[2].rstrip("/"),
    }
    page = HTML(
        string=render_to_string("classrooms/cards_pdf.html", context),
        base_url="about:blank",
        url_fetcher=OwnAssets(assets(secrets)),
    )
    return page.write_pdf(stylesheets=[letters()], font_config=fonts(), pdf_variant="pdf/ua-1")


def assets(secrets):
    codes = {f"waymark:qr-{one.enrolment.number}": ("image/png", qr(one.url)) for one in secrets}
    return codes | {f"waymark:thing-{number}": ("image/svg+xml", svg) for number, svg in pictures().items()}


@cache
def letters():
    return faces({name: FONTS / file for name, file in FACES.items()})


def card(secret):
    """What stands on one. A name that no face can write leaves a line to write on."""
    place = secret.enrolment
    name, face = printable(place.learner.display_name)
    return {
        "number": place.number,
        "name": name,
        "face": face,
        "size": fitting(NAME_SIZES, width(name, face)),
        "words": secret.words,
        "is_long": width(secret.words, DISPLAY) > WORDS_FIT,
        "by_ticket": place.learner.by_ticket,
    }
