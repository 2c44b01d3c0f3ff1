import hashlib

from config.prepared import prepared
from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.functional import cached_property

from accounts.models import User
from accounts.retention import answers_kept_from

from .quiz import Quiz, QuizVersion


class AnswerRefused(Exception):
    """The answer came too late: the attempt is handed in, or this round's feedback was already shown."""

    def __init__(self, response=None):
        super().__init__()
        self.response = response


@prepared
def responses_of(attempt):
    return Response.objects.filter(attempt=attempt).order_by("round")


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

    @property
    def is_finished(self):
        return self.finished_at is not None

    @property
    def is_of_an_earlier_term(self):
        """Its answers are gone, or about to go; the mark stays."""
        return self.is_finished and self.finished_at < answers_kept_from()

    @property
    def feedback_at_once(self):
        return self.content["feedback"] == Quiz.Feedback.EACH

    @property
    def all_on_one(self):
        return self.content["layout"] == Quiz.Layout.ALL_ON_ONE

    @property
    def has_pass_mark(self):
        return self.content["pass_mark"] > 0

    @cached_property
    def questions(self):
        """The questions in this attempt's own order; the last stays last, because it says where help is."""
        questions = list(self.version.questions.values())
        return [*sorted(questions[:-1], key=self._place), *questions[-1:]]

    def _place(self, question):
        return hashlib.sha256(f"{self.pk}:{question.id}".encode()).digest()

    def question(self, question_id):
        return self.version.questions[str(question_id)]

    @cached_property
    def last_responses(self):
        """The response that counts for each question, by question id."""
        return self._last_responses()

    def _last_responses(self):
        return {str(response.question): response for response in responses_of(self)}

    @property
    def unanswered(self):
        return [question for question in self.questions if question.id not in self.last_responses]

    @property
    def out_of(self):
        return len(self.version.questions)

    @property
    def needed(self):
        """How many must be right to pass."""
        return -(-self.content["pass_mark"] * self.out_of // 100)

    def respond(self, question_id, answer, round=1, *, in_class=False):
        """Store the answer to a question, marked, and return its Response; the same again changes nothing.

        `answer` is clean data of the question's kind. AnswerRefused carries the response that stands instead.
        `in_class`: the rounds are the class's, and the feedback waits until it is shown to all.
        """
        question = self.question(question_id)
        self.__dict__.pop("last_responses", None)
        if round > 1 and not in_class and not self._was_shown(question, round - 1):
            raise AnswerRefused
        response = Response(
            attempt=self,
            question=question.id,
            round=round,
            answer=answer,
            mark=question.mark(answer),
            shown_at=timezone.now() if self.feedback_at_once and not in_class else None,
        )
        return response if response.insert() else self._respond_again(question, answer, round)

    def _was_shown(self, question, round):
        return self.responses.filter(question=question.id, round=round, shown_at__isnull=False).exists()

    def _respond_again(self, question, answer, round):
        """The attempt is handed in, or there is an answer in this round: a second click, a retry, another device."""
        with transaction.atomic():
            still_open = self._held_open()
            stored = self.responses.filter(question=question.id, round=round).first()
            if stored and stored.answer == answer:
                return stored
            if stored is None or stored.shown_at or not still_open:
                raise AnswerRefused(stored)
            stored.answer, stored.mark, stored.answered_at = answer, question.mark(answer), timezone.now()
            stored.save(update_fields=["answer", "mark", "answered_at"])
            return stored

    def _held_open(self):
        """Ask the row, and hold it: a hand-in and an answer at the same moment must agree who came first."""
        return Attempt.objects.open().select_for_update().filter(pk=self.pk).exists()

    def finish(self):
        """Hand in: the mark is the sum of the last rounds, and all feedback may be shown. Again changes nothing."""
        with transaction.atomic():
            if not self._held_open():
                self.refresh_from_db(fields=["finished_at", "mark", "passed"])
                return self
            # Asked for anew: another device may have answered since this page was made.
            self.last_responses = self._last_responses()
            self.mark = sum(response.mark for response in self.last_responses.values())
            self.passed = self.mark * 100 >= self.content["pass_mark"] * self.out_of
            self.finished_at = timezone.now()
            self.save(update_fields=["mark", "passed", "finished_at"])
            self.responses.filter(shown_at=None).update(shown_at=self.finished_at)
        return self


class ResponseQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(attempt__learner=user)


class Response(models.Model):
    """A learner's answer to a question in a round, and the mark it was given then: 0 or 1.

    `shown_at` is when its feedback became theirs to see: as it is stored, or at the hand-in. From then on it stands.
    """

    # Without an index of its own: the constraint's begins with it, and each index is a page more to write.
    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="responses", db_index=False)
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

    def insert(self):
        """Store it if the attempt is open and this round has no answer yet; True if it was stored.

        One statement asks and stores: of an answer and a hand-in at the same moment, one comes first.
        """
        fields = [field for field in self._meta.concrete_fields if not field.primary_key]
        columns, marks = ", ".join(field.column for field in fields), ", ".join(["%s"] * len(fields))
        with connection.cursor() as cursor:
            values = [field.get_db_prep_save(getattr(self, field.attname), cursor.db) for field in fields]
            hold = "FOR UPDATE" if cursor.db.features.has_select_for_update else ""
            cursor.execute(
                f"INSERT INTO quizzes_response ({columns}) SELECT {marks} FROM quizzes_attempt "  # noqa: S608 - our own
                f"WHERE id = %s AND finished_at IS NULL {hold} ON CONFLICT DO NOTHING RETURNING id",
                [*values, self.attempt_id],
            )
            stored = cursor.fetchall()  # all, because SQLite commits at the end of the rows
        self.pk = stored[0][0] if stored else None
        return bool(stored)
