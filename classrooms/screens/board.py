from .class_screen import ClassScreen
from .screen import Phase


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
    def question_to_ask(self):
        """What can be asked in the middle of a lesson, by one button."""
        return self.session.next_to_ask if self.session.base in {Phase.LOBBY, Phase.STEP} else None

    @property
    def ground_rules(self):
        return self.about.get("ground_rules", [])
