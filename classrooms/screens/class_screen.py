from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from ..counting import Chart, lettered
from .screen import Phase, Screen


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
    def targets(self):
        return self.question.targets(self.session.pk)

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
