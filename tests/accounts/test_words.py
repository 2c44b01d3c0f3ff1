"""The words on the cards, and what is read of them."""

import datetime
import re

import pytest

from accounts.cards import WORDS, draw, end_of_school_year, plain_code, plain_words

# Not for a child's card.
UNKIND = (
    "fat|dumb|ugly|pig|cow|ape|monkey|rat|kill|dead|die|gun|knife|blood|war|bomb|god|hell|devil|church|nude|arse|bum"
)


def test_there_are_256_words_of_four_to_six_plain_letters():
    assert len(set(WORDS)) == 256
    assert all(word.isascii() and word.isalpha() and word.islower() and 4 <= len(word) <= 6 for word in WORDS)
    assert sorted(WORDS) == WORDS


def test_three_letters_tell_which_word_it_is():
    """So no word begins another, and words that are typed without spaces can be read in one way only."""
    assert len({word[:3] for word in WORDS}) == 256


def test_no_word_is_unkind():
    assert not [word for word in WORDS if re.fullmatch(UNKIND, word)]


def test_a_draw_is_three_words_and_128_bits():
    drawn = [draw(None) for _ in range(50)]
    assert all(set(secret.words.split()) <= set(WORDS) and len(secret.words.split()) == 3 for secret in drawn)
    assert len({secret.words for secret in drawn}) == len({secret.token for secret in drawn}) == 50
    assert all(len(secret.token) >= 22 for secret in drawn)


@pytest.mark.parametrize(
    "typed", ["otter lemon cloud", "OTTER  lemon Cloud ", "otterlemoncloud", "Otter-lemon, cloud."]
)
def test_words_are_read_generously(typed):
    assert plain_words(typed) == "otterlemoncloud"


@pytest.mark.parametrize("typed", ["BCDFGH", "bcd fgh", " bcd-fgh ", "B C D F G H"])
def test_codes_are_read_generously(typed):
    assert plain_code(typed) == "BCDFGH"


@pytest.mark.parametrize(
    ("day", "year"), [((2026, 9, 1), 2027), ((2026, 12, 31), 2027), ((2027, 7, 31), 2027), ((2027, 8, 1), 2028)]
)
def test_cards_end_on_31_august(day, year):
    end = end_of_school_year(datetime.date(*day))
    assert (end.year, end.month, end.day, end.hour) == (year, 9, 1, 0)
