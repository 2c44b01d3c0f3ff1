import random

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.functional import cached_property

from accounts.models import User

from .quiz import QuizVersion


class AnswerRefused(Exception):
    """The answer came too late: the attempt is handed in, or this round's feedback was already shown."""

    def __init__(self, response=None):
        super().__init__()
        self.response = response


class AttemptQuerySet(models.QuerySet):
    def open(self):
        return self.filter(finished_at=None)

    def finished(self):
        return self.exclude(finished_at=None)

    def visible_to(self, user):
        """Only the learner opens an attempt: staff see finished or not, by reports."""
        return self.filter(learner=user)


class Attempt(models.Model):
    """One go at one version of a quiz. Handing it in closes it for ever; there may be any number."""

    learner = models.ForeignKey(User, models.CASCADE, related_name="attempts")
    version = models.ForeignKey(QuizVersion, models.PROTECT, related_name="attempts")
    quiz_key = models.UUIDField()
    home = models.CharField(max_length=200)
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    mark = models.PositiveSmallIntegerField(null=True, blank=True)
    passed = models.BooleanField(null=True, blank=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        indexes = [models.Index("quiz_key", "passed", name="attempt_quiz")]
        constraints = [
            models.UniqueConstraint(
                "learner", "quiz_key", name="one_open_attempt", condition=models.Q(finished_at=None)
            )
        ]

    def __str__(self):
        return f"attempt {self.pk}"

    @property
    def content(self):
        return self.version.content

    @cached_property
    def questions(self):
        """The questions in this attempt's own order; the last stays last, because it says where help is."""
        *first, last = self.version.questions.values()
        random.Random(self.pk).shuffle(first)  # noqa: S311 - an order, not a secret
        return [*first, last]

    def question(self, question_id):
        return self.version.questions[str(question_id)]

    @cached_property
    def last_responses(self):
        """The response that counts for each question, by question id."""
        return {str(r.question): r for r in self.responses.order_by("round")}

    @property
    def unanswered(self):
        return [q for q in self.questions if q.id not in self.last_responses]

    @property
    def out_of(self):
        return len(self.version.questions)

    def respond(self, question_id, answer, round=1):
        """Store the answer to a question, marked, and return its Response; the same again changes nothing.

        `answer` is clean data of the question's kind. AnswerRefused carries the response that stands instead.
        """
        question = self.question(question_id)
        if (
            round > 1
            and not self.responses.filter(question=question_id, round=round - 1, shown_at__isnull=False).exists()
        ):
            raise AnswerRefused
        try:
            with transaction.atomic():
                if not self._held_open():
                    raise AnswerRefused
                return self.responses.create(
                    question=question_id,
                    round=round,
                    answer=answer,
                    mark=question.mark(answer),
                    shown_at=timezone.now() if self.content["feedback"] == "each" else None,
                )
        except IntegrityError:
            return self._respond_again(question, answer, round)
        except AnswerRefused:
            stored = self.responses.filter(question=question_id, round=round).first()
            if stored and stored.answer == answer:
                return stored
            raise AnswerRefused(stored) from None

    def _respond_again(self, question, answer, round):
        """There is an answer in this round already: from a second click, a retry or another device."""
        with transaction.atomic():
            still_open = self._held_open()
            stored = self.responses.get(question=question.id, round=round)
            if stored.answer == answer:
                return stored
            if stored.shown_at or not still_open:
                raise AnswerRefused(stored)
            stored.answer, stored.mark, stored.answered_at = answer, question.mark(answer), timezone.now()
            stored.save(update_fields=["answer", "mark", "answered_at"])
            return stored

    def _held_open(self):
        """Ask the row, and hold it: a hand-in and an answer at the same moment must agree who came first."""
        return Attempt.objects.open().select_for_update().filter(pk=self.pk).exists()

    def finish(self):
        """Hand in: the mark is the sum of the last rounds. Again changes nothing."""
        with transaction.atomic():
            if not self._held_open():
                self.refresh_from_db()
                return self
            self.mark = sum(r.mark for r in self.last_responses.values())
            self.passed = self.mark * 100 >= self.content["pass_mark"] * self.out_of
            self.finished_at = timezone.now()
            self.save(update_fields=["mark", "passed", "finished_at"])
        return self


class ResponseQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(attempt__learner=user)


class Response(models.Model):
    """A learner's answer to a question in a round, and the mark it was given then: 0 or 1."""

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="responses")
    question = models.UUIDField()
    round = models.PositiveSmallIntegerField(default=1)
    answer = models.JSONField()
    mark = models.PositiveSmallIntegerField()
    answered_at = models.DateTimeField(default=timezone.now)
    shown_at = models.DateTimeField(null=True, blank=True)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("attempt", "question", "round", name="one_response_per_round")]

    def __str__(self):
        return f"response {self.pk}"
