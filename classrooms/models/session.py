from datetime import timedelta

from config.prepared import prepared
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.choices import AgeBand
from accounts.models import ClassGroup, Enrolment, User
from accounts.models.classes import CARD_NUMBERS, new_code
from courses import sheets
from quizzes.models import QuizVersion

CODE_LASTS = timedelta(hours=2)
CODE_RESTS = timedelta(hours=24)  # after its session, before another may have the same
GRACE = timedelta(seconds=5)  # for answers that were on their way when the question closed


class ClassSessionQuerySet(models.QuerySet):
    def live(self):
        return self.filter(ended_at=None)

    def visible_to(self, user):
        """Staff see those of the classes they see; a learner those of their classes, and those they came into;
        whoever covers a lesson that one, from the moment that the link was made."""
        if user.stands_in:
            return self.covered_by(user)
        classes = ClassGroup.objects.visible_to(user).order_by()
        if not user.is_learner:
            return self.filter(class_group__in=classes)
        from .participation import Participation

        came = Participation.objects.filter(learner=user).values("session").order_by()
        return self.filter(models.Q(class_group__in=classes) | models.Q(pk__in=came))

    def covered_by(self, user):
        from .cover import Cover

        cover = Cover.objects.open().filter(user=user).first()
        if cover is None:
            return self.none()
        return self.filter(
            class_group=cover.class_group_id, lesson_key=cover.lesson_key, opened_at__gte=cover.given_at
        )

    def open_to(self, user):
        """What a pupil can join now without a code."""
        if not (user.is_authenticated and user.is_learner):
            return self.none()
        return self.live().visible_to(user).exclude(mode=ClassSession.Mode.NO_DEVICE).select_related("class_group")

    def behind(self, code):
        """The session that this code lets in now; dead, closed and unknown codes are all the same nothing."""
        return self.live().filter(code=code, code_until__gt=timezone.now(), locked=False).first()

    def new_code(self):
        """A code that no session has had for a day."""
        recent = self.filter(opened_at__gt=timezone.now() - CODE_LASTS - CODE_RESTS)
        taken = set(recent.values_list("code", flat=True))
        return next(code for code in iter(new_code, None) if code not in taken)


@prepared
def sessions_to_tick(class_group, since):
    """Those that somebody covered, who sees no names, and nobody of the class is noted as having been there."""
    from .participation import Participation

    came = Participation.objects.present().filter(session=models.OuterRef("pk"))
    pupils = Enrolment.objects.filter(class_group=models.OuterRef("class_group"), ended_at=None)
    covered = ClassSession.objects.filter(
        class_group=class_group, ended_at__gte=since, started_by__cover__isnull=False
    )
    return covered.filter(~models.Exists(came), models.Exists(pupils)).order_by("opened_at")


class ClassSession(models.Model):
    """A class at a lesson, and where it is. Only `classrooms.live` writes it.

    It keeps the revision, the steps and the quiz version that it began with: nothing that an editor does disturbs it.
    """

    class Phase(models.TextChoices):
        LOBBY = "lobby", _("Coming in")
        STEP = "step", _("Lesson")
        QUESTION = "question", _("Question")
        HELP = "help", _("Help slide")
        EYES_UP = "eyes_up", _("Eyes up")
        CLOSING = "closing", _("Closing")
        ENDED = "ended", _("Ended")

    class Pace(models.TextChoices):
        LED = "led", _("Together")
        OWN = "own", _("At your own pace")

    class Mode(models.TextChoices):
        DEVICES = "devices", _("A device for each pupil")
        TABLES = "tables", _("One device for each table")
        NO_DEVICE = "no_device", _("No devices: hands, cards or paper")

    class Shown(models.TextChoices):
        NOTHING = "", _("Nothing yet")
        CHART = "chart", _("The chart")
        ANSWER = "answer", _("The answer")

    class_group = models.ForeignKey(ClassGroup, models.CASCADE, related_name="sessions")
    started_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    mode = models.CharField(max_length=10, choices=Mode, default=Mode.DEVICES)
    band = models.CharField(max_length=20, choices=AgeBand)
    lesson_key = models.UUIDField(help_text=_("The lesson’s translation key"))
    revision = models.PositiveBigIntegerField(help_text=_("The lesson’s revision, which may be gone by now"))
    step_ids = models.JSONField()
    quiz_version = models.ForeignKey(QuizVersion, models.PROTECT, null=True, blank=True, related_name="+")

    phase = models.CharField(max_length=10, choices=Phase, default=Phase.LOBBY)
    under = models.CharField(max_length=10, choices=Phase, blank=True, help_text=_("What eyes up or help covers"))
    step = models.PositiveSmallIntegerField(default=1)
    pace = models.CharField(max_length=4, choices=Pace, default=Pace.LED)
    question = models.UUIDField(null=True, blank=True)
    rounds = models.JSONField(default=dict, help_text=_("Question -> its rounds in this session, in order"))
    closed_at = models.DateTimeField(null=True, blank=True, help_text=_("When the question closed; empty: open"))
    shown = models.CharField(max_length=10, choices=Shown, default=Shown.NOTHING, blank=True)
    wishes = models.JSONField(default=dict, help_text=_("Ready-made question -> how often it was sent"))
    version = models.PositiveIntegerField(default=1)

    code = models.CharField(max_length=6)
    code_until = models.DateTimeField()
    locked = models.BooleanField(default=False)
    confirmed = models.JSONField(default=dict, help_text=_("What the teacher confirmed beforehand"))
    finished_lesson = models.BooleanField(default=False)
    opened_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ClassSessionQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint("class_group", name="one_live_session", condition=models.Q(ended_at=None)),
            models.UniqueConstraint("code", name="one_live_code", condition=models.Q(ended_at=None)),
        ]

    def __str__(self):
        return f"session {self.pk}"

    @property
    def place(self):
        """Names where the class is: a button that was drawn for another place does nothing."""
        parts = self.phase, self.step, self.question, self.round, self.is_asking, self.shown, self.pace
        return ".".join(map(str, parts))

    @property
    def is_over(self):
        return self.ended_at is not None

    @property
    def is_led(self):
        return self.pace == self.Pace.LED

    @property
    def has_devices(self):
        return self.mode != self.Mode.NO_DEVICE

    @property
    def most(self):
        """How many may be in: the size of the class, or of the largest where nobody is enrolled."""
        return self.class_group.enrolments.filter(ended_at=None).count() or max(CARD_NUMBERS)

    @property
    def step_count(self):
        return len(self.step_ids)

    def sheet(self, number=None, audience="learner"):
        """A step as it was when the session began; None if nobody has it any more."""
        return sheets.pinned(self.revision, number or self.step, audience)

    @cached_property
    def about(self):
        """What the pinned lesson says of itself."""
        return self.sheet(1).lesson

    # --- questions ---

    @cached_property
    def questions(self):
        return list(self.quiz_version.questions.values()) if self.quiz_version_id else []

    @property
    def question_now(self):
        return next((question for question in self.questions if question.id == str(self.question)), None)

    @property
    def question_number(self):
        return next((n for n, question in enumerate(self.questions, 1) if question.id == str(self.question)), 0)

    @property
    def next_to_ask(self):
        """The first question that the class was not asked yet; None if there is none."""
        return next((question for question in self.questions if not self.rounds_of(question.id)), None)

    def rounds_of(self, question_id):
        return self.rounds.get(str(question_id), [])

    @property
    def round(self):
        """The round that the open question is in."""
        return next(iter(self.rounds_of(self.question)[::-1]), 0)

    @property
    def is_asking(self):
        """A question is open for answers."""
        return self.base == self.Phase.QUESTION and self.closed_at is None

    @property
    def takes_answers(self):
        """Open, or closed so lately that an answer may have been on its way."""
        return self.base == self.Phase.QUESTION and (self.closed_at is None or timezone.now() < self.closed_at + GRACE)

    @property
    def base(self):
        """The phase, or the one that the help slide or eyes up covers."""
        return self.under or self.phase
