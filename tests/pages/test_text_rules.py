"""What the text rules catch, and what they let through."""

import sys

import pytest

from pages.text_rules import RULES, Finding, check, reading_grade, sentences, syllables, words

CAUGHT = [
    # check, who reads it, in which lesson, text
    (1, "explorers", "B3", "Someone sends a nude picture."),
    (1, "staff", "B3", "Do not mention sextortion."),
    (1, "sparks", "A2", "A stranger is at the door."),
    (1, "explorers", "B4", "That sounds like a threat."),
    (2, "navigators", "C1", "Some people call it sextortion."),
    (2, "navigators", "C4", "This is called online blackmail."),
    (2, "navigators", "C3", "No one should push Ash for a private picture."),
    (2, "staff", "C2", "The topic is blackmail."),
    (2, "navigators", "", "Six lessons about online blackmail."),
    (2, "navigators", "C6", "An account sends a sexual picture."),
    (2, "pathfinders", "D1", "In the picture someone is undressing."),
    (3, "navigators", "C5", "Take a screenshot of the chat."),
    (3, "pathfinders", "D4", "Save the picture as proof."),
    (3, "staff", "T5", "Ask the pupil to show you."),
    (3, "explorers", "B5", "Show an adult."),
    (3, "family", "F4", "Delete the account."),
    (4, "navigators", "C5", "Robin should have blocked it."),
    (4, "staff", "T3", "It was a silly mistake."),
    (4, "navigators", "C2", "It was Noor's fault."),
    (4, "pathfinders", "D5", "Some call it revenge porn."),
    (8, "navigators", "C1", "You're never in trouble."),
    (8, "family", "F2", "You won't get into trouble, ever."),
    (8, "navigators", "C6", "The police won't judge you."),
    (8, "navigators", "C6", "They tell one or two people."),
    (8, "navigators", "C6", "Nobody else will ever find out."),
    (8, "staff", "T4", "You can say that we won't tell home."),
    (8, "navigators", "C4", "Jamie can stall."),
    (9, "explorers", "B4", "Type your answer in the box."),
    (10, "family", "F5", "Ring Action Fraud."),
    (10, "navigators", "C6", "Ring Childline on 0800 1112."),
    (10, "navigators", "C6", "Ring Samaritans on 116 123."),
    (10, "explorers", "B6", "Ring 101."),
    (10, "navigators", "C6", "Go to www.help-me-now.co.uk today."),
    (10, "pathfinders", "D2", "Open Snapchat."),
    (16, "navigators", "C5", "Imagine this is you."),
    (17, "navigators", "C5", "Robin paid with a gift card."),
    (17, "pathfinders", "D2", "“Pay, or I'll send it to them all.”"),
    (18, "pathfinders", "D1", "Three in five were boys, and 97% paid."),
    (18, "navigators", "C5", "Someone died."),
    (19, "sparks", "A1", "This is a sentence that is much too long for them."),
]

LET_THROUGH = [
    ("explorers", "B5", "“Coins, or I'll show everyone the dance.” That's a threat."),
    ("navigators", "C4", "No one has the right to push you for a private or nude picture."),
    ("navigators", "C5", "Some people call it sextortion, a kind of online blackmail."),
    ("navigators", "C5", "Nobody copies a picture, and nobody should print the photo."),
    ("navigators", "C5", "Don't delete the chat."),
    ("navigators", "C5", "Leave the picture where it is. Don't take a screenshot."),
    ("navigators", "C3", "Can someone send a photo of the maths sheet?"),
    ("navigators", "C1", "It's not your fault, and you won't be in trouble for asking for help."),
    ("explorers", "B1", "It’s not your fault, and you won’t be in trouble for telling."),
    ("navigators", "C2", "If someone uses it to upset Noor, is that Noor's fault?"),
    ("navigators", "C1", "Whose fault is it? A picture Ash didn't ask for is not Ash's fault."),
    ("navigators", "C6", "Ring Childline on 0800 1111, or text SHOUT to 85258. In danger: 999."),
    ("navigators", "C6", "1 999, 2 Childline 0800 1111."),
    ("navigators", "", "From September 2026, at four, in Year 9."),
    ("pathfinders", "D5", "From 18: the Revenge Porn Helpline, 0345 6000 459."),
    ("family", "F1", "In 2025, 97% of them were boys."),
    ("staff", "T5", "Never ask a pupil to show, share or download it."),
    ("staff", "T4", "Don't promise that parents will not be told, or that nothing will happen."),
    ("family", "F5", "See www.childline.org.uk and [the page](https://example.com/x)."),
    ("sparks", "A4", "Stop, close, tell. A grown-up can help you."),
]


@pytest.mark.parametrize(("number", "reader", "lesson", "text"), CAUGHT)
def test_it_is_caught(number, reader, lesson, text):
    assert number in {finding.check for finding in check(text, reader, lesson_code=lesson)}


@pytest.mark.parametrize(("reader", "lesson", "text"), LET_THROUGH)
def test_it_is_let_through(reader, lesson, text):
    assert [str(finding) for finding in check(text, reader, lesson_code=lesson)] == []


def test_every_kind_of_check_has_a_case():
    assert {rule.check for rule in RULES} <= {number for number, *_ in CAUGHT}


def test_curly_and_straight_apostrophes_are_one():
    assert check("Robin shouldn’t have.", "navigators") == check("Robin shouldn't have.", "navigators") != []


def test_the_checks_that_the_brief_sets_in_bold_block():
    assert [number for number in range(1, 27) if Finding(number, "words", "why").blocks] == list(range(1, 15))
    (finding,) = check("Delete the account.", "family")
    assert str(finding) == "check 3: “Delete the account”: don’t delete: it can help"


def test_a_sentence_ends_where_a_reader_stops():
    text = '# Ways out\n\nSay no. **Then go!** Do you\nneed one?\n\n- Close it\n- Tell\n1. First\n\n"I\'m off." Bye'
    assert sentences(text) == [
        "Ways out",
        "Say no.",
        "Then go!",
        "Do you need one?",
        "Close it",
        "Tell",
        "First",
        '"I\'m off."',
        "Bye",
    ]


def test_words_are_what_is_said():
    assert words("Don't go – it's 4 o'clock, grown-ups!") == ["Don't", "go", "it's", "4", "o'clock", "grown", "ups"]


@pytest.mark.parametrize(
    ("beats", "said"),
    [
        (1, "the are use used lines asked friend eye bye sure phone"),
        (2, "any people message online wanted table being trying didn't maybe every Priya quiet Callum uses"),
        (3, "video idea messages flattery secrecy area another camera decided"),
        (4, "usually responsible"),
        (5, "verification"),
    ],
)
def test_beats_are_counted(beats, said):
    assert {word: syllables(word) for word in said.split()} == dict.fromkeys(said.split(), beats)


def test_harder_text_gets_a_higher_grade():
    easy = "Ash likes the game. The team is kind. One day a new account comes. It asks Ash to stay. Ash says no."
    hard = (
        "Educational establishments are encouraged to familiarise themselves with applicable documentation "
        "before undertaking any preventative curricular activity concerning online communication."
    )
    assert reading_grade(easy) < 2 < 15 < reading_grade(hard)
    assert reading_grade("") == 0


def test_a_long_text_must_be_easy_and_a_short_one_need_not():
    hard = "Communication applications occasionally recommend unfamiliar accounts. "
    assert check(hard, "navigators") == []
    assert {finding.check for finding in check(hard * 12, "navigators")} == {19}


def test_the_average_sentence_counts_as_well_as_the_grade():
    long = "The cat sat on the mat by the door of the old red hut. "
    (finding,) = check(long * 4, "explorers")
    assert finding.found == "14.0 words a sentence"
    assert check(long * 4, "staff") == []


def test_nothing_is_fetched_or_set_up():
    """The rules are plain functions: importing them brings in neither Django nor a word list."""
    module = sys.modules["pages.text_rules"]
    assert {name for name in vars(module) if name in ("django", "textstat", "urllib", "socket")} == set()
