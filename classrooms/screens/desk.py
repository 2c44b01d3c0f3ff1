from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.choices import Kind

from ..counting import responses
from .class_screen import ClassScreen
from .screen import WISHES


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
    def walk_ins(self):
        """Who somebody at the door may be, back on another device: those whose device is silent first."""
        known = [person for person in self.people if person.is_in and person.learner.kind == Kind.GUEST]
        return sorted(known, key=lambda person: person.is_connected)

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
            return "waiting", _("Asked to go on") if person.becomes_id else _("Waiting at the door")
        if not person.is_connected:
            return "away", _("Not connected")
        if not session.is_asking:
            return "here", _("Here")
        return ("done", _("Answered, waiting")) if answered else ("answering", _("Answering"))
