"""Who is in, by which name; and what the class says without one."""

from accounts.choices import Kind

from .. import counting
from ..guest_names import new_name, table_name
from ..models import ClassSession, Participation
from .verb import verb

State = Participation.State
WISHES = ("again", "slower", "word", "help", "break")


def outside(session, pks):
    """Those of these who are not in; without `pks` all who wait."""
    found = session.participations.select_related("learner")
    return found.waiting() if pks is None else found.filter(pk__in=pks).exclude(state=State.IN)


@verb
def admit(session, pks=None):
    """Let in those who wait, or these, and give each a name."""
    taken = set(session.participations.values_list("learner__display_name", flat=True))
    make = table_name if session.mode == ClassSession.Mode.TABLES else new_name
    for participation in outside(session, pks):
        if not participation.learner.display_name:
            rename_to(participation.learner, make(taken))
            taken.add(participation.learner.display_name)
        participation.state = State.IN
        participation.save(update_fields=["state"])


@verb
def recognise(session, pk, earlier):
    """Who waits is a walk-in who is in already, on another device: the two become one when they say so there."""
    waiting = session.participations.waiting().filter(pk=pk, learner__kind=Kind.GUEST)
    known = session.participations.present().filter(pk=earlier, learner__kind=Kind.GUEST).first()
    if known:
        waiting.update(becomes=known)


@verb
def settle(session):
    """Somebody has come back on another device: the one before asks anew, and learns that it is nobody's now."""


@verb
def remove(session, pk):
    """Out, at the next call; what they answered before stays."""
    session.participations.filter(pk=pk).update(state=State.REMOVED, becomes=None)


@verb
def rename(session, pk):
    """Another generated name for a walk-in; nobody types one."""
    found = session.participations.select_related("learner").filter(pk=pk, learner__kind=Kind.GUEST).first()
    if found:
        taken = set(session.participations.values_list("learner__display_name", flat=True))
        make = table_name if session.mode == ClassSession.Mode.TABLES else new_name
        rename_to(found.learner, make(taken))


def rename_to(learner, name):
    learner.display_name = name
    learner.save(update_fields=["display_name"])


@verb
def lock(session, locked=True):
    session.locked = locked


@verb
def wish(session, slug):
    """Count a ready-made question, and not who sent it."""
    if slug in WISHES:
        session.wishes[slug] = session.wishes.get(slug, 0) + 1


@verb
def heard(session):
    session.wishes = {}


@verb
def count_hands(session, counts):
    """What the teacher counted for the question that is on: {option: how many}."""
    question = session.question_now
    allowed = {choice.id for choice in question.counted()} | {counting.EVERYBODY} if question else set()
    counts = {option: count for option, count in counts.items() if option in allowed}
    noted = question and session.tallies.filter(question=question.id, round=session.round).exists()
    if noted or any(counts.values()):
        session.tallies.model.objects.note(session, question.id, session.round, counts)
