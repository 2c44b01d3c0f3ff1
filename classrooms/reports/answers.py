"""Which answers classes gave to quizzes while their learners were in them, five at a time."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from django.db.models import CharField
from django.db.models.functions import Cast

from accounts.models import Enrolment
from quizzes.models import Response

from ..counting import FEWEST
from ..models import Five


@dataclass(frozen=True, slots=True)
class Group:
    """Five answers of a class to a question, and when the fifth of them became final."""

    right: int
    full_at: datetime
    last: int


def groups_of(classes, quiz_keys):
    """(class id, question id) -> its Groups, in the order in which they became full.

    A learner counts once for each question, by the first answer whose feedback was shown: later ones were given with
    it in mind. Two queries for the answers and one for the groups of earlier terms, however many classes there are.
    """
    groups = kept_groups(classes, quiz_keys)
    for key, answers in open_answers(classes, quiz_keys).items():
        groups[key] += groups_in(answers, after=groups[key][-1] if groups[key] else None)
    return groups


def kept_groups(classes, quiz_keys):
    """Those of answers that are gone."""
    groups = defaultdict(list)
    found = Five.objects.filter(class_group__in=classes, quiz_key__in=quiz_keys).order_by("full_at", "last")
    for group, question, *rest in found.values_list("class_group_id", "question", "right", "full_at", "last"):
        groups[group, str(question)].append(Group(*rest))
    return groups


def groups_in(answers, after=None):
    """Whole groups of answers, (shown_at, pk, mark) in their order; those up to the last group are in one already."""
    fresh = [one for one in answers if after is None or one[:2] > (after.full_at, after.last)]
    for at in range(0, len(fresh) - FEWEST + 1, FEWEST):
        five = fresh[at : at + FEWEST]
        yield Group(sum(mark for _at, _pk, mark in five), *five[-1][:2])


def open_answers(classes, quiz_keys):
    """(class id, question id) -> the first answers that are still there, as (shown_at, pk, mark), in their order."""
    enrolments, places = Enrolment.objects.filter(class_group__in=classes).order_by(), defaultdict(list)
    for place in enrolments:
        places[place.learner_id].append(place)
    found = Response.objects.filter(
        attempt__quiz_key__in=quiz_keys, attempt__learner__in=enrolments.values("learner"), shown_at__isnull=False
    ).order_by("shown_at", "pk")
    # As text: of the answers of a school, making UUIDs would take longer than all the rest.
    as_text = Cast("question", CharField())
    answers, seen = defaultdict(list), set()
    for pk, text, learner, mark, at in found.values_list("pk", as_text, "attempt__learner_id", "mark", "shown_at"):
        if (text, learner) not in seen:
            seen.add((text, learner))
            for place in places[learner]:
                if place.was_here(at):
                    answers[place.class_group_id, in_full(text)].append((at, pk, mark))
    return answers


@lru_cache(maxsize=4096)
def in_full(text):
    """A question's id as we write it, whichever way the database does."""
    return str(UUID(text))
