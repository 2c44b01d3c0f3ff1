from .class_screen import ClassScreen


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
