"""Pages of lessons that are live: for each phase a class that is in it, with six pupils."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from accounts.choices import AgeBand
from accounts.models import User
from classrooms import demo, doors, live
from classrooms.models import ClassSession, DeliveryRecord, Participation

from .page import Page

PUPILS = 6  # enough for a chart
IN_EVERY_BAND = {"step", "question"}
A_YEAR = timedelta(days=365)


def first_question(session):
    return session.questions[0].id


PHASES = {
    "lobby": [],
    "step": [live.advance],
    "own pace": [lambda session: live.set_pace(session, ClassSession.Pace.OWN)],
    "question": [lambda session: live.open_question(session, first_question(session))],
    "closed": [lambda session: live.open_question(session, first_question(session)), live.close_question],
    "chart": [lambda session: live.open_question(session, first_question(session)),
              lambda session: live.reveal(session, ClassSession.Shown.CHART)],
    "answer": [lambda session: live.open_question(session, first_question(session)), live.reveal],
    "help": [live.advance, live.show_help],
    "eyes up": [live.advance, live.pause],
    "closing": [live.calm_closing],
}  # fmt: skip


class Live:
    """A class in one phase of a lesson."""

    def __init__(self, school, teacher, course, phase, sign_in):
        self.band, self.phase = course.band, phase
        self.group = demo.make_class(school, f"{course.band}, {phase}", "Year 8", course.band, [teacher])
        lesson = next(lesson for lesson in course.lessons if lesson.has_quiz)
        self.learners = [self.group.enrol(name).learner for name in demo.PUPILS[:PUPILS]]
        self.session = live.open(self.group, lesson, teacher)
        for learner in self.learners:
            doors.come_in(self.session, learner)
        for move in PHASES[phase]:
            move(ClassSession.objects.get(pk=self.session.pk))
        self.who = sign_in(f"{self.band}: live {self.session.pk}, {phase}", self.learners[0])

    def page(self, name, who, core=True, state="", at="", **more):
        path = reverse(f"classrooms:{name}", args=[self.session.pk]) + at
        band = "" if who == "teacher" and name != "board" else self.band
        return Page(f"classrooms:{name}", f"{state or self.phase}, {self.band}", path, who, band, core=core, **more)

    def own_questions(self):
        """At their own pace, after the steps: one that is open, and one that was answered."""
        attempt = self.session.quiz_version.start(self.learners[0], "/class/")
        question = self.session.questions[0]
        attempt.respond(question.id, demo.other_answer(question, question.model_answer()))
        for number, state in enumerate(["own question, not yet", "own question"], self.session.step_count + 1):
            yield self.page(
                "live", self.who, state=state, at=f"?at={number}", picture=state.replace(", ", "-").replace(" ", "-")
            )

    def pages(self):
        one_band = self.band == AgeBand.NAVIGATORS  # the others change tokens alone
        core = one_band or self.phase == "question"
        yield self.page("live", self.who, picture=f"live-{self.phase}".replace(" ", "-"), core=core)
        yield self.page("board", "teacher", picture=f"board-{self.phase}".replace(" ", "-"), core=core)
        yield self.page("session", "teacher", core=one_band and self.phase in {"lobby", "question"})
        if self.phase == "own pace":
            yield from self.own_questions()


def live_pages(school, teacher, courses, sign_in):
    for course in courses:
        for phase in PHASES:
            if course.band == AgeBand.NAVIGATORS or phase in IN_EVERY_BAND:
                yield from Live(school, teacher, course, phase, sign_in).pages()
    navigators = next(course for course in courses if course.band == AgeBand.NAVIGATORS)
    yield from around(school, teacher, navigators, sign_in)


def around(school, teacher, course, sign_in):
    """Before a lesson and after it."""
    room = Live(school, teacher, course, "lobby", sign_in)
    late = room.group.enrol("Zofia").learner
    yield room.page("live", sign_in("at the door", late))
    yield room.page("attendance", "teacher")
    yield from walk_ins(room, sign_in)
    yield Page("classrooms:live_join", "", "/live/")
    yield Page("classrooms:live_join", "wrong code", "/live/", way="give_a_wrong_code", status=422)
    yield Page("classrooms:live_over", "", "/live/over/")
    path = reverse("classrooms:choose_lesson", args=[room.group.pk])
    yield Page("classrooms:choose_lesson", "one is live", path, "teacher")
    for lesson in course.lessons:
        path = reverse("classrooms:begin", args=[room.group.pk, lesson.translation_key])
        yield Page(
            "classrooms:begin", lesson.slug, path, "teacher", core=lesson in {course.lessons[0], course.lessons[-1]}
        )
    over = Live(school, teacher, course, "closing", sign_in)
    live.close(ClassSession.objects.get(pk=over.session.pk), finished=True, present=over.learners)
    DeliveryRecord.objects.filter(session=over.session).update(lease_until=timezone.now() + A_YEAR)
    yield Page("classrooms:session", "over", reverse("classrooms:session", args=[over.session.pk]), "teacher")
    yield over.page("delivery_record", "teacher")


def walk_ins(room, sign_in):
    """One whom the teacher has not let in, and one who is back on another device."""
    known, again, new = (User.objects.create_guest(room.group.school, name) for name in ("Calm Otter", "", ""))
    seats = [
        Participation.objects.create(session=room.session, learner=guest, state="waiting")
        for guest in (known, again, new)
    ]
    live.admit(room.session, [seats[0].pk])
    live.recognise(room.session, seats[1].pk, seats[0].pk)
    yield room.page("live", sign_in("walk-in at the door", new), state="waiting")
    yield room.page("live", sign_in("walk-in on another device", again), state="welcome back")
    yield room.page("session", "teacher", state="walk-ins at the door")
