"""Ask: one question of an attempt as its learner meets it now, and nothing that is not due yet."""

from config.addresses import address
from django.utils.functional import cached_property

from .forms import AnswerForm
from .models import AnswerRefused


def check_url(attempt):
    return address("quizzes:check", attempt.pk)


def question_url(attempt, number):
    """Where a question is met, or where the quiz is looked through once the numbers have run out."""
    if attempt.all_on_one:
        return f"{address('quizzes:attempt', attempt.pk)}#question-{number}"
    if number > attempt.out_of:
        return check_url(attempt)
    return address("quizzes:question", attempt.pk, number)


class Asked:
    """A question at its place in an attempt, with the answer so far."""

    def __init__(self, attempt, number, *, from_check=False):
        self.attempt, self.number, self.from_check = attempt, number, from_check
        self.question = attempt.questions[number - 1]

    @property
    def response(self):
        return self.attempt.last_responses.get(self.question.id)

    @property
    def is_open(self):
        """An answer may be given or changed without beginning another round."""
        return not self.attempt.is_finished and (self.response is None or self.response.shown_at is None)

    @property
    def feedback(self):
        """Nothing before it is due."""
        return self.question.feedback(self.response.answer) if self.response and self.response.shown_at else None

    @property
    def in_words(self):
        return self.question.in_words(self.response.answer) if self.response else []

    @property
    def round(self):
        """The round that the form is for."""
        return 1 if self.response is None else self.response.round + bool(self.response.shown_at)

    @cached_property
    def form(self):
        return AnswerForm(self.question, answer=self.response and self.response.answer)

    def is_news(self, data):
        """Something was chosen, and it is not what is stored already."""
        form = AnswerForm(self.question, data)
        same = form.is_valid() and self.response and self.response.answer == form.cleaned_data["answer"]
        return not form.is_empty and not same

    def answer(self, data):
        """Store the answer that was sent. 200: done; 422: the form says why not; 409: too late, another one stands."""
        self.form = AnswerForm(self.question, data)
        if not self.form.is_valid():
            return 422
        sent = self.form.cleaned_data
        try:
            self.response_now = self.attempt.respond(self.question.id, sent["answer"], sent["round"])
        except AnswerRefused:
            return 409
        return 200

    @property
    def heading(self):
        return f"feedback-{self.number}"

    @property
    def name(self):
        return self.form["answer"].html_name

    @cached_property
    def parts(self):
        return self.question.parts(self.attempt.pk, self.form.value)

    @property
    def url(self):
        return address("quizzes:question", self.attempt.pk, self.number)

    @property
    def link(self):
        """Where the check page sends for this one, to come back afterwards."""
        url = question_url(self.attempt, self.number)
        return url if self.attempt.all_on_one else f"{url}?check=1"

    @property
    def again_url(self):
        return f"{self.url}?again=1{'&check=1' if self.from_check else ''}"

    @property
    def skip_url(self):
        return check_url(self.attempt) if self.from_check else question_url(self.attempt, self.number + 1)

    @property
    def next_url(self):
        """The next that waits for an answer."""
        if self.from_check or self.attempt.all_on_one:
            return self.skip_url if self.from_check else question_url(self.attempt, self.number)
        waiting = (
            number
            for number, question in enumerate(self.attempt.questions, 1)
            if number > self.number and question.id not in self.attempt.last_responses
        )
        return question_url(self.attempt, next(waiting, self.attempt.out_of + 1))

    @property
    def url_after_answer(self):
        """Where the answer that was just stored leads. Asks nothing of the database."""
        if not self.response_now.shown_at:
            return self.skip_url
        # The round makes it another address than the form's, so that a browser goes there and not to a fragment.
        return f"{self.url}?round={self.response_now.round}{'&check=1' if self.from_check else ''}#feedback"


def asked_all(attempt):
    return [Asked(attempt, number) for number in range(1, attempt.out_of + 1)]
