"""Which of our typefaces can write a text. A letter that none of them has would be printed as a box."""

import unicodedata
from functools import cache
from pathlib import Path

from accounts.names import JOINERS

FONTS = Path(__file__).with_name("assets") / "fonts"
TEXT, DISPLAY = "text", "display"

# The first that has every letter of a name writes all of it: two typefaces in one name look like a mistake.
FACES = {
    DISPLAY: "fraunces-semibold.woff2",
    "serif": "noto-serif-semibold.woff2",
    "arabic": "noto-sans-arabic-semibold.woff2",
    "gurmukhi": "noto-sans-gurmukhi-semibold.woff2",
    "bengali": "noto-sans-bengali-semibold.woff2",
    TEXT: "atkinson-hyperlegible-next.woff2",
}


@cache
def advances(face):
    """How wide each code point is that a face can write, in ems."""
    from fontTools.ttLib import TTFont

    with TTFont(FONTS / FACES[face], lazy=True) as font:
        em, glyphs, accents = font["head"].unitsPerEm, font["hmtx"], places_accents(font)
        written = {
            letter: glyphs[glyph][0] / em
            for letter, glyph in font.getBestCmap().items()
            if accents or not unicodedata.combining(chr(letter))
        }
    return written | dict.fromkeys(map(ord, JOINERS), 0)


def places_accents(font):
    """Whether the font knows where an accent goes that is a code point of its own, as in Yoruba."""
    return any(record.FeatureTag == "mark" for record in font["GPOS"].table.FeatureList.FeatureRecord)


def face_for(text):
    """The face that can write all of this text; None if none can."""
    return next((face for face in FACES if advances(face).keys() >= set(map(ord, text))), None)


def width(text, face):
    """About how wide the text is in ems; ligatures and joined letters make it narrower."""
    return sum(advances(face).get(ord(letter), 1) for letter in text)


def on_paper(html, assets=()):
    """A page in these faces, with its pictures {name: (kind, bytes)}, as PDF/UA-1. For the worker alone."""
    from pages.render_pdf import faces, render_pdf

    return render_pdf(html, [faces({name: FONTS / FACES[name] for name in (DISPLAY, TEXT)})], assets)
