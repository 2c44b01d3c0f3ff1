"""How a class answered: asked of the answers and of the hands that were counted, never stored. Nobody by name."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from string import ascii_uppercase

from django.db import transaction

from quizzes.models import Response

from .models import Participation, Tally

FEWEST = 5  # under which a chart could say who chose what
EVERYBODY = "all"  # the tally of how many answered, where one may choose several


def responses(session, question, round):
    """The class's answers to a question in a round. What somebody answered alone on another day is not among them."""
    came = Participation.objects.filter(session=session).values("learner").order_by()
    return Response.objects.filter(
        question=question.id,
        round=round,
        answered_at__gte=session.opened_at,
        attempt__version=session.quiz_version,
        attempt__learner__in=came,
    )


def answers_by_option(session, question, round):
    """(option -> how many, how many answered): the answers and the hands together."""
    counts, total = Counter(), 0
    for answer in responses(session, question, round).values_list("answer", flat=True):
        counts.update(question.counts_for(answer))
        total += 1
    tallied = tallies(session, question, round)
    everybody = tallied.pop(EVERYBODY, None)
    counts.update(tallied)
    return counts, total + (sum(tallied.values()) if everybody is None else everybody)


@dataclass(frozen=True)
class Bar:
    letter: str
    text: str
    picture: str
    right: bool
    count: int
    percent: int
    before: int | None  # per cent in the round before


class Chart:
    """A question's answers in the latest round, beside those of the round before; empty where too few answered."""

    def __init__(self, session, question):
        self.session, self.question = session, question
        self.rounds = session.rounds_of(question.id)

    @cached_property
    def now(self):
        return answers_by_option(self.session, self.question, self.rounds[-1]) if self.rounds else (Counter(), 0)

    @cached_property
    def earlier(self):
        if len(self.rounds) < 2:
            return None
        found = answers_by_option(self.session, self.question, self.rounds[-2])
        return found if found[1] >= FEWEST else None

    @property
    def answered(self):
        return self.now[1]

    @property
    def may_be_shown(self):
        return self.answered >= FEWEST

    @property
    def bars(self):
        counts, total = self.now
        return [
            Bar(
                letter,
                choice.text,
                choice.picture,
                bool(choice.value.get("correct")),
                counts[choice.id],
                percent(counts[choice.id], total),
                percent(self.earlier[0][choice.id], self.earlier[1]) if self.earlier else None,
            )
            for letter, choice in lettered(self.question, self.session)
        ]


def percent(part, whole):
    return round(100 * part / whole) if whole else 0


def lettered(question, session):
    """(A, option), (B, option), ... in the order that every screen of the session has."""
    choices = question.counted()
    if question.slug in {"single_choice", "multiple_choice"}:
        choices = question.shuffled(choices, session.pk)
    return list(zip(ascii_uppercase, choices, strict=False))


def answers_as_one(session):
    """(question, round, answer) for each question whose hands were counted: what most of the class said."""
    for question in session.questions:
        for round in session.rounds_of(question.id)[-1:]:
            counts = tallies(session, question, round)
            everybody = counts.pop(EVERYBODY, sum(counts.values()))
            if everybody and (answer := question.answer_of_most(counts, everybody)) is not None:
                yield question, round, answer


def keep_what_they_said(session, learners):
    """Before learners are deleted: the class's charts stay as they are."""
    keep_as_tallies(session, attempt__learner__in=learners)


@transaction.atomic
def keep_as_tallies(session, **which):
    """Before answers are deleted: those of the class become tallies. Returns their keys; `which` is a filter."""
    kept = []
    for question in session.questions:
        for round in session.rounds_of(question.id):
            held = responses(session, question, round).filter(**which).select_for_update(of=["self"])
            said = dict(held.values_list("pk", "answer"))
            if said:
                add_to_tally(session, question, round, said.values())
            kept += said
    return kept


def add_to_tally(session, question, round, answers):
    counts = tallies(session, question, round)
    everybody = counts.pop(EVERYBODY, sum(counts.values()))
    for answer in answers:
        counts.update(question.counts_for(answer))
    Tally.objects.note(session, question.id, round, {**counts, EVERYBODY: everybody + len(answers)})


def tallies(session, question, round):
    found = Tally.objects.filter(session=session, question=question.id, round=round)
    return Counter(dict(found.values_list("option", "count")))
