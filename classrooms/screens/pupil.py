from django.utils.functional import cached_property

from ..asking import ClassAsked
from .screen import WISHES, Phase, Screen


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
