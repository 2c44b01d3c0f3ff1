"""Which answers classes gave to quizzes while their learners were in them, five at a time.

A group of five that is full never changes. Within the hour it is written down as a Five: then a report reads one
row for each question, and of the answers themselves only those that came since.
"""

from collections import Counter, defaultdict
from datetime import UTC, datetime
from typing import NamedTuple
from uuid import UUID

from config.prepared import prepared
from django.db.models import CharField, Count, Exists, Max, OuterRef, Q, Sum
from django.db.models.functions import Cast, Greatest, Least

from accounts.models import Enrolment
from quizzes.models import Response

from ..counting import FEWEST
from ..models import Five
from .fives import FEWEST_RIGHT, MOST_RIGHT, Fives, as_told


class Group(NamedTuple):
    """Five answers of a class to a question, and when the fifth of them became final, as the database writes it."""

    right: int
    at: str
    last: int
    answers: tuple

    @property
    def full_at(self):
        return moment(self.at)

    def chosen(self, question):
        """option -> how many of the five chose it"""
        return Counter(option for (answer,) in self.answers for option in question.counts_for(answer))


def fives_of(classes, quiz_keys, period=None):
    """(class id, quiz key, question id) -> the Fives that became full in the period.

    A question may stand in several quizzes. A learner counts once for it in each, by the first answer whose feedback
    was shown: later ones were given with it in mind. As many queries for many classes as for one.
    """
    last = last_groups(classes, quiz_keys)
    found = kept_fives(classes, quiz_keys, period)
    for key, groups in new_groups(classes, quiz_keys, last, read_from(last, classes), marks).items():
        groups = [one for one in groups if period is None or one.full_at in period]
        found[key] = Fives.together([found[key], Fives(len(groups), sum(as_told(one.right) for one in groups))])
    return found


def new_groups(classes, quiz_keys, last, since, read):
    """(class id, quiz key, question id) -> its Groups that are not written down yet."""
    return {
        key: list(groups_in(answers, last.get(key)))
        for key, answers in open_answers(classes, quiz_keys, since, read).items()
        if key in last or key[1] not in since
    }


def kept_fives(classes, quiz_keys, period):
    keys = keys_of(classes), list(quiz_keys)
    rows = sums_within(*keys, period) if period else sums_of(*keys)
    found = {(group, quiz, str(question)): Fives(number, right) for group, quiz, question, number, right in rows}
    return defaultdict(Fives, found)


def sums_within(classes, quiz_keys, period):
    fives = fives_kept(classes, quiz_keys).filter(**period.within("full_at") if period else {})
    return fives.annotate(Count("pk"), told=Sum(TOLD))


@prepared
def sums_of(classes, quiz_keys):
    return sums_within(classes, quiz_keys, None)


def keys_of(rows):
    return [row.pk for row in rows]


def last_groups(classes, quiz_keys):
    """(class id, quiz key, question id) -> when the last Five that is kept became full, and its last answer."""
    rows = newest_fives(keys_of(classes), list(quiz_keys))
    return {(group, quiz, str(question)): (at, last) for group, quiz, question, at, last in rows}


@prepared
def newest_fives(classes, quiz_keys):
    newest = fives_kept(classes, quiz_keys).annotate(newest=Max("pk")).values("newest")
    rows = Five.objects.filter(pk__in=newest).order_by()
    return rows.values_list("class_group_id", "quiz_key", "question", as_text("full_at"), "last")


def fives_kept(classes, quiz_keys):
    found = Five.objects.filter(class_group__pk__in=classes, quiz_key__in=quiz_keys).order_by()
    return found.values_list("class_group_id", "quiz_key", "question")


def read_from(last, classes):
    """quiz key -> the moment after which its answers are read. Those before are in Fives that are kept, except for
    questions that have none: these wait until they have one. Nothing for a quiz of which a class has no Five yet."""
    ends = defaultdict(dict)
    for (group, quiz, _question), (at, _pk) in last.items():
        ends[quiz][group] = min(at, ends[quiz].get(group, at))
    return {quiz: moment(min(of.values())) for quiz, of in ends.items() if len(of) == len(classes)}


def groups_in(answers, counted=None):
    """Whole groups of answers, (text of shown_at, pk, mark, ...) in their order; those up to `counted` are in one."""
    if counted is not None:
        answers = [one for one in answers if one[:2] > counted]
    for at in range(0, len(answers) - FEWEST + 1, FEWEST):
        five = answers[at : at + FEWEST]
        yield Group(sum(one[2] for one in five), *five[-1][:2], tuple(one[3:] for one in five))


def open_answers(classes, quiz_keys, since, read):
    """(class id, quiz key, question id) -> the first answers that are still there, in their order.

    Moments and questions are compared as the database writes them: a school has tens of thousands of answers, and to
    make a datetime and a UUID of each would take longer than all the rest.
    """
    classes = keys_of(classes)
    stays = stays_of(classes)
    answers, seen = defaultdict(list), set()
    for pk, quiz, question, learner, at, *said in read(classes, quiz_keys, since):
        if (quiz, question, learner) in seen:
            continue
        seen.add((quiz, question, learner))
        for class_group, came, left in stays[learner]:
            if came <= at < left:
                answers[class_group, quiz, question].append((at, pk, *said))
    return {(group, UUID(quiz), str(UUID(question))): given for (group, quiz, question), given in answers.items()}


def as_text(field):
    return Cast(field, CharField())


def reader(*more):
    """Reads the answers whose feedback was shown, in their order: (pk, quiz key, question, learner id, shown_at, mark)
    and `more` fields. Of quizzes in `since` those of attempts that went on after it, where no earlier one was."""
    fields = ["pk", as_text("attempt__quiz_key"), as_text("question"), "attempt__learner_id", as_text("shown_at"),
              "mark", *more]  # fmt: skip

    def shown(classes, *which):
        found = Response.objects.filter(*which, attempt__learner__in=places(classes).values("learner"))
        return found.filter(shown_at__isnull=False).order_by("shown_at", "pk").values_list(*fields)

    @prepared
    def whole(classes, quiz_keys):
        return shown(classes, Q(attempt__quiz_key__in=quiz_keys))

    @prepared
    def newer(classes, quiz_keys, moments):
        after = Q(attempt__quiz_key__in=quiz_keys, attempt__finished_at=None)
        for key, moment in zip(quiz_keys, moments, strict=True):
            after |= Q(attempt__quiz_key=key, attempt__finished_at__gte=moment)
        same = {name: OuterRef(name) for name in ("attempt__learner", "attempt__quiz_key", "question")}
        earlier = Response.objects.filter(**same, shown_at__lt=OuterRef("shown_at"))
        return shown(classes, after, ~Exists(earlier))

    def read(classes, quiz_keys, since):
        yield from whole(classes, [key for key in quiz_keys if key not in since])
        yield from newer(classes, list(since), list(since.values()))

    return read


marks = reader()
marks_and_answers = reader("answer")


def stays_of(classes):
    """learner id -> [(class id, from, to)], a line for each time that they were in it."""
    stays = defaultdict(list)
    gaps = dict(gaps_in(classes))  # of few
    for pk, learner, group, came, left in enrolments_in(classes):
        for gone, back in gaps.get(pk, ()):
            stays[learner].append((group, came, in_database(gone)))
            came = in_database(back)
        stays[learner].append((group, came, left or FOR_EVER))
    return stays


@prepared
def gaps_in(classes):
    return places(classes).exclude(gaps=[]).values_list("pk", "gaps")


@prepared
def enrolments_in(classes):
    fields = ["pk", "learner_id", "class_group_id", as_text("started_at"), as_text("ended_at")]
    return places(classes).values_list(*fields)


def places(classes):
    return Enrolment.objects.filter(class_group__pk__in=classes).order_by()


FOR_EVER = "9"
TOLD = Least(Greatest("right", FEWEST_RIGHT), MOST_RIGHT)  # as `as_told` says it


def in_database(moment):
    """A moment in ISO format as the databases write it, UTC."""
    return moment.replace("T", " ").removesuffix("+00:00")


def moment(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
