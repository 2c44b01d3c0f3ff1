"""Which answers classes gave to quizzes while their learners were in them, five at a time."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db.models import CharField
from django.db.models.functions import Cast

from accounts.models import Enrolment
from quizzes.models import Response

from ..counting import FEWEST
from ..models import Five


@dataclass(frozen=True, slots=True)
class Group:
    """Five answers of a class to a question, and when the fifth of them became final, as the database writes it."""

    right: int
    at: str
    last: int

    @property
    def full_at(self):
        return datetime.fromisoformat(self.at).replace(tzinfo=UTC)


def groups_of(classes, quiz_keys):
    """(class id, quiz key, question id) -> its Groups, in the order in which they became full.

    A question may stand in several quizzes. A learner counts once for it in each, by the first answer whose feedback
    was shown: later ones were given with it in mind. Four queries, however many classes there are.
    """
    groups = kept_groups(classes, quiz_keys)
    for key, answers in open_answers(classes, quiz_keys).items():
        groups[key] += groups_in(answers, after=groups[key][-1] if groups[key] else None)
    return groups


def kept_groups(classes, quiz_keys):
    """Those of answers that are gone."""
    groups = defaultdict(list)
    found = Five.objects.filter(class_group__in=classes, quiz_key__in=quiz_keys).order_by("full_at", "last")
    rows = found.values_list("class_group_id", "quiz_key", "question", "right", as_text("full_at"), "last")
    for class_group, quiz, question, *five in rows:
        groups[class_group, quiz, str(question)].append(Group(*five))
    return groups


def groups_in(answers, after=None):
    """Whole groups of answers, (text of shown_at, pk, mark) in their order; those up to the last group are in one."""
    if after is not None:
        answers = [one for one in answers if one[:2] > (after.at, after.last)]
    for at in range(0, len(answers) - FEWEST + 1, FEWEST):
        five = answers[at : at + FEWEST]
        _ats, _pks, marks = zip(*five, strict=True)
        yield Group(sum(marks), *five[-1][:2])


def open_answers(classes, quiz_keys):
    """(class id, quiz key, question id) -> the first answers that are still there, in their order.

    Moments and questions are compared as the database writes them: a school has tens of thousands of answers, and to
    make a datetime and a UUID of each would take longer than all the rest.
    """
    enrolments = Enrolment.objects.filter(class_group__in=classes).order_by()
    stays = stays_of(enrolments)
    found = Response.objects.filter(
        attempt__quiz_key__in=quiz_keys, attempt__learner__in=enrolments.values("learner"), shown_at__isnull=False
    ).order_by("shown_at", "pk")
    rows = found.values_list(
        "pk", as_text("attempt__quiz_key"), as_text("question"), "attempt__learner_id", "mark", as_text("shown_at")
    )
    answers, seen = defaultdict(list), set()
    for pk, quiz, question, learner, mark, at in rows:
        if (quiz, question, learner) in seen:
            continue
        seen.add((quiz, question, learner))
        for class_group, came, left in stays[learner]:
            if came <= at < left:
                answers[class_group, quiz, question].append((at, pk, mark))
    return {(group, UUID(quiz), str(UUID(question))): given for (group, quiz, question), given in answers.items()}


def stays_of(enrolments):
    """learner id -> [(class id, from, to)], a line for each time that they were in it."""
    stays = defaultdict(list)
    gaps = dict(enrolments.exclude(gaps=[]).values_list("pk", "gaps"))  # of few
    for pk, learner, group, came, left in enrolments.values_list(
        "pk", "learner_id", "class_group_id", as_text("started_at"), as_text("ended_at")
    ):
        for gone, back in gaps.get(pk, ()):
            stays[learner].append((group, came, in_database(gone)))
            came = in_database(back)
        stays[learner].append((group, came, left or FOR_EVER))
    return stays


FOR_EVER = "9"


def as_text(field):
    return Cast(field, CharField())


def in_database(moment):
    """A moment in ISO format as the databases write it, UTC."""
    return moment.replace("T", " ").removesuffix("+00:00")
