"""Names, as people write them."""

import unicodedata

import pytest

from accounts.names import LONGEST, as_counted, clean_display_name


@pytest.mark.parametrize(
    "name",
    [
        "Amira",
        "Zoë",
        "O'Brien",
        "Anne-Marie",
        "J. R.",
        "Łukasz",
        "Siân",
        "محمد",
        "ਅਮਰਿੰਦਰ",
        "রহিম",
        "小明",
        "নীল্‌",
        "علی‌رضا",
    ],
)
def test_names_of_every_script_are_kept(name):
    assert clean_display_name(name) == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  Amira   B ", "Amira B"),
        ("Amira\tB\n", "Amira B"),
        ("Amira\u00a0B", "Amira B"),
        ("Zoe\u0308", "Zoë"),
        ("\ufeffAmira\u200b", "Amira"),
        ("Ami\u202era", "Amira"),
        ("\u2066Amira\u2069\u200f", "Amira"),
        ("Ami\x00ra\x1b", "Amira"),
    ],
)
def test_what_no_eye_can_see_is_taken_away(written, kept):
    assert clean_display_name(written) == kept


@pytest.mark.parametrize("name", ["", "   ", "\u202e", "\u200d", "\u0301"])
def test_a_name_needs_a_letter(name):
    with pytest.raises(ValueError, match="write a name"):
        clean_display_name(name)


def test_sixty_letters_are_a_name_and_more_are_not():
    assert clean_display_name("ë" * 60) == "ë" * 60
    assert len(clean_display_name("a\u0301\u0323" * 60)) <= LONGEST
    with pytest.raises(ValueError, match="at most 60 letters"):
        clean_display_name("a" * 61)


def test_a_pile_of_accents_is_refused():
    with pytest.raises(ValueError, match="fewer accents"):
        clean_display_name("Z" + "\u0335" * 3)


def test_names_with_numbers_stand_as_they_are_counted():
    assert sorted(["Year 10", "8 Oak", "year 7", "10 Elm", "Year 7b"], key=as_counted) == [
        "8 Oak",
        "10 Elm",
        "year 7",
        "Year 7b",
        "Year 10",
    ]
