"""A question as the class is asked it: everybody at once, in the session's round, with no feedback before its time."""

from django.urls import reverse
from django.utils.functional import cached_property

from quizzes.forms import AnswerForm
from quizzes.models import AnswerRefused, Attempt

from .counting import lettered


class ClassAsked:
    """The question of a session for one learner; it fits the templates of quizzes."""

    def __init__(self, session, learner):
        self.session, self.learner = session, learner
        self.question, self.number, self.round = session.question_now, session.question_number, session.round

    @cached_property
    def attempt(self):
        """The learner's open attempt at the pinned version, if they have begun one."""
        return Attempt.objects.open().filter(learner=self.learner, version=self.session.quiz_version).first()

    @cached_property
    def response(self):
        """Their answer in this round."""
        return self.attempt and self.attempt.responses.filter(question=self.question.id, round=self.round).first()

    @property
    def is_again(self):
        return len(self.session.rounds_of(self.question.id)) > 1

    @property
    def is_open(self):
        return self.session.is_asking and (self.response is None or self.response.shown_at is None)

    @property
    def feedback(self):
        """Nothing before the class is shown the answer."""
        if self.session.shown == self.session.Shown.ANSWER and self.response:
            return self.question.feedback(self.response.answer)

    @property
    def in_words(self):
        return self.question.in_words(self.response.answer) if self.response else []

    @cached_property
    def form(self):
        return AnswerForm(self.question, answer=self.response and self.response.answer)

    @property
    def name(self):
        return self.form["answer"].html_name

    @cached_property
    def parts(self):
        """In the order of the projector."""
        return self.question.parts(self.session.pk, self.form.value)

    @property
    def lettered(self):
        return lettered(self.question, self.session)

    def answer(self, data):
        """Store what was sent. 200: done; 422: the form says why not; 410: it came too late."""
        self.form = AnswerForm(self.question, data) if self.question else None
        if not self.form or f"{self.question.id}-round" not in data:
            return 410  # another question by now
        if not self.form.is_valid():
            return 422
        if self.form.cleaned_data["round"] != self.round or not self.session.takes_answers:
            return 410
        try:
            self.begin().respond(self.question.id, self.form.cleaned_data["answer"], self.round, in_class=True)
        except AnswerRefused:
            return 410
        return 200

    def begin(self):
        """The learner's attempt, which can be finished at home."""
        version = self.session.quiz_version
        return version.start(self.learner, reverse("courses:quiz", args=[version.quiz_key]))


class OwnAsked(ClassAsked):
    """A question that a pupil has turned to at their own pace: answered as at home, with its feedback at once."""

    def __init__(self, session, learner, number, again=False):
        self.session, self.learner, self.number, self.again = session, learner, number, again
        self.question = session.questions[number - 1]

    @cached_property
    def response(self):
        """The answer that counts."""
        return self.attempt and self.attempt.last_responses.get(self.question.id)

    @property
    def was_asked_together(self):
        """Its rounds are the class's, and it is not changed alone."""
        return bool(self.session.rounds_of(self.question.id))

    @property
    def was_shown(self):
        return bool(self.response and self.response.shown_at)

    @property
    def round(self):
        return self.response.round + self.was_shown if self.response else 1

    @property
    def is_again(self):
        return self.round > 1

    @property
    def is_open(self):
        return not self.was_asked_together and (self.again or not self.was_shown)

    @property
    def feedback(self):
        return self.question.feedback(self.response.answer) if self.was_shown else None

    def answer(self, data):
        """Store what was sent; the same statuses as for the class's question."""
        self.form = AnswerForm(self.question, data)
        if f"{self.question.id}-round" not in data or self.was_asked_together:
            return 410
        if not self.form.is_valid():
            return 422
        sent = self.form.cleaned_data
        try:
            self.begin().respond(self.question.id, sent["answer"], sent["round"])
        except AnswerRefused:
            return 410
        return 200
