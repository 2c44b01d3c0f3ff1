"""Where the class is: steps, questions, and what covers them for a moment."""

from django.db.models import Max
from django.utils import timezone

from quizzes.models import Response

from .. import counting
from ..models import ClassSession
from .verb import verb

Phase, Shown, Pace = ClassSession.Phase, ClassSession.Shown, ClassSession.Pace


@verb
def advance(session):
    """On to whatever comes next: the one big button."""
    uncover(session)
    if session.phase == Phase.LOBBY:
        session.phase = Phase.STEP
    elif session.phase == Phase.STEP and session.step < session.step_count:
        session.step += 1
    elif session.phase == Phase.STEP:
        ask_next(session)
    elif session.phase == Phase.QUESTION and session.closed_at is None:
        session.closed_at = timezone.now()
    elif session.phase == Phase.QUESTION and session.shown != Shown.ANSWER:
        show(session, Shown.ANSWER)
    elif session.phase == Phase.QUESTION:
        ask_next(session)


@verb
def back(session):
    """To the step before, or from the questions to the lesson."""
    uncover(session)
    if session.phase == Phase.STEP:
        session.step = max(1, session.step - 1)
    leave_question(session)
    session.phase = Phase.STEP


@verb
def go(session, step):
    uncover(session)
    leave_question(session)
    session.phase, session.step = Phase.STEP, min(max(1, step), session.step_count)


@verb
def open_question(session, question_id):
    uncover(session)
    ask(session, question_id)


@verb
def close_question(session):
    if session.closed_at is None:
        session.closed_at = timezone.now()


@verb
def reveal(session, what=Shown.ANSWER):
    """Show the class's chart, or the answer too. An open question closes first."""
    uncover(session)
    if session.question:
        show(session, what)


@verb
def vote_again(session):
    """The same question in another round; the last one counts."""
    uncover(session)
    if session.question:
        rounds = session.rounds_of(session.question)
        session.rounds[str(session.question)] = [*rounds, rounds[-1] + 1]
        session.closed_at, session.shown = None, Shown.NOTHING


@verb
def pause(session):
    """Eyes up; again takes it away."""
    cover(session, Phase.EYES_UP)


@verb
def show_help(session):
    """The help slide; again takes it away."""
    cover(session, Phase.HELP)


@verb
def calm_closing(session):
    uncover(session)
    leave_question(session)
    session.phase = Phase.CLOSING


@verb
def set_pace(session, pace):
    uncover(session)
    leave_question(session)
    session.pace = pace
    if session.phase in {Phase.LOBBY, Phase.QUESTION}:
        session.phase = Phase.STEP


def cover(session, phase):
    if session.phase == phase:
        uncover(session)
    else:
        session.under, session.phase = session.base, phase


def uncover(session):
    session.phase, session.under = session.base, ""


def leave_question(session):
    if session.phase == Phase.QUESTION:
        session.closed_at = session.closed_at or timezone.now()
        session.phase = Phase.STEP


def ask_next(session):
    rest = session.questions[session.question_number if session.phase == Phase.QUESTION else 0 :]
    if rest:
        ask(session, rest[0].id)
    else:
        session.phase = Phase.CLOSING


def ask(session, question_id):
    question = str(question_id)
    if not session.quiz_version_id or question not in session.quiz_version.questions:
        return
    session.rounds.setdefault(question, [1 + last_round(session, question)])
    session.question, session.phase, session.pace = question, Phase.QUESTION, Pace.LED
    session.closed_at, session.shown = None, Shown.NOTHING


def last_round(session, question):
    """The highest round in which somebody here has answered already, at home or last week."""
    here = session.participations.values("learner").order_by()
    answered = Response.objects.filter(question=question, attempt__finished_at=None, attempt__learner__in=here)
    return answered.aggregate(last=Max("round"))["last"] or 0


def show(session, what):
    session.closed_at = session.closed_at or timezone.now()
    session.shown = what
    if what == Shown.ANSWER:
        counting.responses(session, session.question_now, session.round).filter(shown_at=None).update(
            shown_at=session.closed_at
        )
