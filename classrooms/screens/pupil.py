from django.utils.functional import cached_property

from ..asking import ClassAsked, OwnAsked
from .screen import WISHES, Phase, Screen


class PupilScreen(Screen):
    """For one participant."""

    def __init__(self, participation, at="", again=False):
        super().__init__(participation.session)
        self.participation, self.at, self.again = participation, at, again

    @property
    def key(self):
        """Changes when this pupil's page has something else to show."""
        session = self.session
        if not self.participation.is_in or session.is_over:
            return f"{self.participation.state}.{session.is_over}.{self.participation.becomes_id}"
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
        if self.is_back:
            return "welcome_back"
        if not self.participation.is_in:
            return self.participation.state
        return "own_question" if self.session.phase == Phase.STEP and self.own_question else self.session.phase

    @property
    def is_back(self):
        """The teacher has said who this is: a walk-in who was in already, on another device."""
        return bool(self.participation.becomes_id) and self.participation.state == "waiting"

    @property
    def wishes(self):
        return WISHES.items()

    @cached_property
    def asked(self):
        learner = self.participation.learner
        if self.own_question:
            return OwnAsked(self.session, learner, self.own_question, self.again)
        return ClassAsked(self.session, learner) if self.question else None

    # --- at their own pace: any step, and then the questions ---

    @property
    def is_on_their_own(self):
        return self.session.base == Phase.STEP and not self.session.is_led

    @property
    def last_place(self):
        return self.session.step_count + len(self.session.questions)

    @property
    def place(self):
        """What is on this screen: the class's step, or what they have turned to. Questions come after the steps."""
        own = int(self.at) if self.at.isdecimal() and len(self.at) < 4 and self.is_on_their_own else self.session.step
        return min(max(1, own), self.last_place)

    @property
    def own_question(self):
        """The number of the question that they have turned to; 0 while they are at a step."""
        return max(0, self.place - self.session.step_count)

    @cached_property
    def sheet(self):
        return self.session.sheet(min(self.place, self.session.step_count))

    @property
    def earlier(self):
        return self.place - 1

    @property
    def later(self):
        return self.place + 1 if self.place < self.last_place else 0
