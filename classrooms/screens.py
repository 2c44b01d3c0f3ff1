"""What each screen of a session shows now, and nothing that its reader may not see yet."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.choices import AgeBand, Kind

from .asking import ClassAsked
from .counting import Chart, lettered
from .models import ClassSession

Phase, Shown = ClassSession.Phase, ClassSession.Shown
WISHES = {
    "again": _("Could you say that again, please?"),
    "slower": _("Could we go a bit slower?"),
    "word": _("What does that word mean?"),
    "help": _("Could we talk about where to get help?"),
    "break": _("Could we have a short break?"),
}


class Screen:
    """What every screen of a session asks."""

    def __init__(self, session):
        self.session = session

    @cached_property
    def about(self):
        return self.session.about

    @cached_property
    def sheet(self):
        return self.session.sheet()

    @property
    def band(self):
        return self.session.band

    @property
    def nation(self):
        return self.session.class_group.school.nation

    @property
    def question(self):
        return self.session.question_now

    @property
    def is_answer_shown(self):
        return self.session.shown == Shown.ANSWER

    @property
    def has_question_box(self):
        return self.session.band != AgeBand.SPARKS and self.session.has_devices and not self.session.is_over


class PupilScreen(Screen):
    """For one participant."""

    def __init__(self, participation, at=""):
        super().__init__(participation.session)
        self.participation, self.at = participation, at

    @property
    def key(self):
        """Changes when this pupil's page has something else to show."""
        session = self.session
        if not self.participation.is_in or session.is_over:
            return f"{self.participation.state}.{session.is_over}"
        if session.phase == Phase.STEP and not session.is_led:
            return "own"
        parts = session.phase, session.step, session.question, session.round, session.is_asking, self.is_answer_shown
        return ".".join(map(str, parts))

    @property
    def template(self):
        return f"classrooms/live/{self.name}.html"

    @property
    def name(self):
        if self.session.is_over:
            return "ended"
        return self.session.phase if self.participation.is_in else self.participation.state

    @property
    def wishes(self):
        return WISHES.items()

    @cached_property
    def asked(self):
        return ClassAsked(self.session, self.participation.learner) if self.question else None

    # --- at their own pace: any step ---

    @property
    def number(self):
        """The step on this screen: the class's, or the one that the pupil has turned to."""
        own = int(self.at) if self.at.isdecimal() and not self.session.is_led else self.session.step
        return min(max(1, own), self.session.step_count)

    @cached_property
    def sheet(self):
        return self.session.sheet(self.number)

    @property
    def earlier(self):
        return self.number - 1

    @property
    def later(self):
        return self.number + 1 if self.number < self.session.step_count else 0


class ClassScreen(Screen):
    """What the board and the desk have in common."""

    @cached_property
    def people(self):
        return [person for person in self.everybody if person.state != "removed"]

    @cached_property
    def everybody(self):
        return list(self.session.participations.select_related("learner").order_by("pk"))

    @property
    def removed(self):
        return [person for person in self.everybody if person.state == "removed"]

    @property
    def is_eyes_up(self):
        return self.session.phase == Phase.EYES_UP

    @property
    def is_help(self):
        return self.session.phase == Phase.HELP

    @property
    def count_in(self):
        return sum(person.is_in for person in self.people)

    @property
    def count_waiting(self):
        return len(self.people) - self.count_in

    @cached_property
    def chart(self):
        return Chart(self.session, self.question) if self.question else None

    @property
    def shows_chart(self):
        return bool(self.session.shown and self.chart and self.chart.may_be_shown)

    @property
    def answered(self):
        return self.chart.answered if self.question and self.session.base == Phase.QUESTION else 0

    @property
    def lettered(self):
        return lettered(self.question, self.session)

    @property
    def has_letters(self):
        """Options that a hand can be raised for; other kinds are counted by whether all is in place."""
        return self.question.slug in {"single_choice", "multiple_choice", "true_false"}

    @property
    def shuffled(self):
        return self.question.shuffled(self.question.choices, self.session.pk)

    @property
    def is_again(self):
        return len(self.session.rounds_of(self.session.question)) > 1

    @property
    def step_titles(self):
        return [title for title, _url in self.sheet.outline] if self.sheet else []

    @property
    def step_title(self):
        return self.step_titles[self.session.step - 1] if self.step_titles else ""

    @property
    def facts(self):
        """Numbers that change without the page changing."""
        return {"in": self.count_in, "waiting": self.count_waiting, "answered": self.answered}

    @property
    def main_action(self):
        """What the one big button does now."""
        session = self.session
        if session.under:
            return _("Go on")
        if session.phase == Phase.LOBBY:
            return _("Start the lesson")
        if session.phase == Phase.STEP:
            return self.after_step
        if session.phase == Phase.QUESTION:
            return self.after_question
        return ""

    @property
    def after_step(self):
        if self.session.step < self.session.step_count:
            return _("Next step")
        return _("Ask question 1") if self.session.questions else _("Go to the closing")

    @property
    def after_question(self):
        if self.session.closed_at is None:
            return _("Close the question")
        if not self.is_answer_shown:
            return _("Show the answer")
        last = self.session.question_number == len(self.session.questions)
        return _("Go to the closing") if last else _("Next question")


class Board(ClassScreen):
    """The projector: big, calm, and without a name."""

    @property
    def key(self):
        return self.session.place

    @property
    def name(self):
        return self.session.phase

    @property
    def template(self):
        return f"classrooms/board/{self.name}.html"

    @property
    def ground_rules(self):
        return self.about.get("ground_rules", [])


class Desk(ClassScreen):
    """The teacher's: where the class is, who is here, who may need a hand."""

    @property
    def key(self):
        return f"{self.session.place}.{self.session.locked}"

    @cached_property
    def notes(self):
        """The step as adults see it, with what is said to whoever leads."""
        return self.session.sheet(audience="adult")

    @cached_property
    def answerers(self):
        """Who has an answer to the open question: that they have one, never which."""
        from .counting import responses

        if not self.session.is_asking:
            return set()
        found = responses(self.session, self.question, self.session.round)
        return set(found.values_list("attempt__learner", flat=True))

    @property
    def hands(self):
        """The options with what was counted so far."""
        counts = self.chart.now[0]
        return [
            {"letter": letter, "id": option.id, "text": option.text, "count": counts[option.id]}
            for letter, option in self.lettered
        ]

    @property
    def rows(self):
        return [Row(person, self.session, person.learner_id in self.answerers) for person in self.people]

    @property
    def wishes(self):
        return [(WISHES[slug], count) for slug, count in self.session.wishes.items()]


class Row:
    """Somebody on the desk's list: here or not, and with an open question answering or done. Nothing more."""

    def __init__(self, person, session, answered):
        self.person, self.name = person, person.learner.display_name
        self.is_guest = person.learner.kind == Kind.GUEST
        self.state, self.said = self.of(person, session, answered)

    @staticmethod
    def of(person, session, answered):
        if not person.is_in:
            return "waiting", _("Waiting at the door")
        if not person.is_connected:
            return "away", _("Not connected")
        if not session.is_asking:
            return "here", _("Here")
        return ("done", _("Answered, waiting")) if answered else ("answering", _("Answering"))
