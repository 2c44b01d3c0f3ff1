from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.choices import AgeBand

from ..models import ClassSession

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
    def explanation(self):
        """Why the right answer is right, without the praise for whoever gave it."""
        return self.question.feedback(self.question.model_answer()).body

    @property
    def is_answer_shown(self):
        return self.session.shown == Shown.ANSWER

    @property
    def has_question_box(self):
        return self.session.band != AgeBand.SPARKS and self.session.has_devices and not self.session.is_over
