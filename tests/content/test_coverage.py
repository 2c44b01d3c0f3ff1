"""All advice is taught where it belongs, in so many words, and nowhere else; and the proof notices when it is not."""

import copy

import pytest
from django.core.management import call_command

from courses.coverage import Advice, Coverage, matrix
from courses.prose import taught_parts

from .conftest import LESSONS

EVERY_ID = [
    *(f"D{n:02}" for n in range(1, 9)),
    *(f"A{n:02}" for n in range(1, 16)),
    *(f"W{n:02}" for n in range(1, 21)),
    *(f"R{n:02}" for n in range(1, 21)),
    *(f"X{n:02}" for n in range(1, 15)),
]


@pytest.fixture(scope="module")
def coverage():
    return Coverage((lesson, course.course.band) for lesson, course in LESSONS.values())


def test_all_advice_is_taught_where_it_belongs_and_nowhere_else(coverage):
    assert coverage.faults == []


def test_the_matrix_has_every_id_and_no_other():
    assert sorted(matrix()) == sorted(EVERY_ID)


def test_the_matrix_asks_of_no_lesson_what_its_band_must_not_hear():
    for advice_id, advice in matrix().items():
        for code in LESSONS if advice.lessons == "every" else advice.lessons:
            assert code in LESSONS and advice.is_allowed_in(code), (advice_id, code)


def test_each_claim_is_shown_with_its_sentence(coverage):
    rows = coverage.rows
    assert {row.id for row in rows} == set(EVERY_ID)
    assert all(row.sentence and row.place for row in rows)
    said = next(row for row in rows if (row.id, row.code) == ("A04", "C3"))
    assert said.sentence.startswith("If someone new wants to change app quickly, be wary.")


def without(code, advice_id):
    """The lessons, with the id taken from this one."""
    lessons = []
    for name, (lesson, course) in LESSONS.items():
        if name == code:
            lesson = copy.copy(lesson)
            lesson.steps, lesson.quiz = copy.deepcopy(lesson.steps), copy.deepcopy(lesson.quiz)
            for part in taught_parts(lesson, course.course.band):
                part.value["teaches"] = [taught for taught in part.teaches if taught != advice_id]
        lessons.append((lesson, course.course.band))
    return lessons


def test_a_gap_is_a_fault():
    faults = Coverage(without("C3", "A04")).faults
    assert len(faults) == 1 and faults[0].startswith("C3 does not teach A04")


def claim(code, advice_id, **fields):
    lesson, course = LESSONS[code]
    advice = Advice(advice="An advice.", **{"lessons": [], "may": [], "says": ["."], **fields})
    return [said for said in Coverage([(lesson, course.course.band)], {advice_id: advice}).faults if advice_id in said]


def test_an_id_whose_block_does_not_say_it_is_a_fault():
    assert "never says purple elephants" in claim("C3", "A04", may=["C"], says=["purple elephants"])[0]


def test_a_lighter_word_counts_where_the_band_has_one():
    assert not claim("C3", "A04", may=["C"], says=["purple elephants"], says_to={"C": ["SideChat|change app"]})


def test_what_a_band_must_not_hear_is_a_fault():
    assert "not for its readers" in claim("C3", "A04", may=["D", "C4"])[0]
    assert not claim("C3", "A04", may=["C3"])


def test_the_command_prints_the_proof(capsys):
    call_command("coverage_of_advice")
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("A01  B2  step 3, text: ")
    assert said[-1].startswith("77 pieces of advice")
