"""Which advice is taught where, and in which sentence: the matrix in advice.yaml, held against the lessons."""

import re
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from .prose import taught_parts

EVERY = "every"


class Advice(BaseModel):
    """A piece of advice: who must teach it, who may, and the words by which it is known."""

    model_config = ConfigDict(extra="forbid")

    advice: str
    lessons: list[str] | str
    may: list[str]
    says: list[str] = Field(min_length=1)
    says_to: dict[str, list[str]] = {}

    def is_due_in(self, code):
        return self.lessons == EVERY or code in self.lessons

    def is_allowed_in(self, code):
        return code in self.may or code[0] in self.may

    def words_for(self, code):
        return self.says_to.get(code[0], self.says)

    def missing_from(self, said, code):
        """The patterns that a text does not contain."""
        return [words for words in self.words_for(code) if not re.search(words, said, re.IGNORECASE | re.DOTALL)]


def matrix():
    """Id -> Advice."""
    told = yaml.safe_load(Path(__file__).with_name("advice.yaml").read_text())
    return TypeAdapter(dict[str, Advice]).validate_python(told)


class Row(NamedTuple):
    """An id where it is taught: in which lesson, in which block, by which words."""

    id: str
    code: str
    place: str
    sentence: str

    def __str__(self):
        return f"{self.id}  {self.code}  {self.place}: {self.sentence}"


class Coverage:
    """The lessons, as (lesson, band), against the matrix."""

    def __init__(self, lessons, advice=None):
        self.lessons, self.advice = list(lessons), advice or matrix()

    @cached_property
    def claims(self):
        """(lesson code, Part, id) for each id that stands on a block or question."""
        return [
            (lesson.code, part, advice_id)
            for lesson, band in self.lessons
            for part in taught_parts(lesson, band)
            for advice_id in part.teaches
        ]

    @property
    def rows(self):
        rows = [
            Row(advice_id, code, part.place, self.sentence(advice_id, code, part))
            for code, part, advice_id in self.claims
            if advice_id in self.advice
        ]
        return sorted(rows, key=lambda row: row.id)  # and the lessons of each in their order

    def sentence(self, advice_id, code, part):
        """The sentences that hold the advice's words, in the order in which they stand."""
        found = {
            place: sentence
            for words in self.advice[advice_id].words_for(code)
            for place, sentence in first_with(words, part.sentences)
        }
        return " ".join(found[place] for place in sorted(found)) or part.said

    @property
    def faults(self):
        """What is wrong, in a sentence each; nothing when all advice is taught where it belongs and nowhere else."""
        return [*self.gaps(), *self.not_said(), *self.misplaced()]

    def gaps(self):
        taught = {(code, advice_id) for code, _, advice_id in self.claims}
        for advice_id, advice in self.advice.items():
            for lesson, _ in self.lessons:
                if advice.is_due_in(lesson.code) and (lesson.code, advice_id) not in taught:
                    yield f"{lesson.code} does not teach {advice_id}: {advice.advice}"

    def not_said(self):
        for code, part, advice_id in self.claims:
            if advice_id not in self.advice:
                yield f"{code}, {part.place}: there is no advice {advice_id}"
            elif missing := self.advice[advice_id].missing_from(part.said, code):
                yield f"{code}, {part.place} carries {advice_id} and never says {'; '.join(missing)}: {part.said}"

    def misplaced(self):
        for code, part, advice_id in self.claims:
            if advice_id in self.advice and not self.advice[advice_id].is_allowed_in(code):
                yield f"{code}, {part.place} teaches {advice_id}, which is not for its readers"


def first_with(words, sentences):
    """The first sentence with these words, as (place, sentence); none where they run over several."""
    found = ((place, said) for place, said in enumerate(sentences) if re.search(words, said, re.IGNORECASE))
    return list(islice(found, 1))
