import hashlib
import json
from contextlib import suppress
from functools import lru_cache

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import IntegrityError, models, transaction
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import StreamField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)

from accounts.choices import AgeBand
from pages.lint_panels import LintedForm, RemarksPanel

from ..kinds import KINDS, question_of
from ..linting import lint_quiz


def plain(value):
    """A block's stored value without Wagtail's wrapping and without what is empty.

    An item of a list that is a dict carries its id; any other is itself.
    """
    if isinstance(value, dict) and value.get("type") == "item":
        inner = plain(value["value"])
        return {"id": value["id"], **inner} if isinstance(inner, dict) else inner
    if isinstance(value, dict):
        return {name: plain(part) for name, part in value.items() if part not in (None, "")}
    return [plain(part) for part in value] if isinstance(value, list) else value


def is_finished(block):
    try:
        block.block.clean(block.value)
    except ValidationError:
        return False
    return True


class Quiz(
    WorkflowMixin,
    PreviewableMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    TranslatableMixin,
    models.Model,
):
    """What editors edit. Learners answer a QuizVersion: a copy that never changes."""

    class Layout(models.TextChoices):
        ONE_PER_PAGE = "one_per_page", _("One question a page")
        ALL_ON_ONE = "all_on_one", _("All on one page")

    class Feedback(models.TextChoices):
        EACH = "each", _("After each question")
        END = "end", _("At the end")

    title = models.CharField(max_length=120)
    band = models.CharField(max_length=20, choices=AgeBand)
    sensitive = models.BooleanField(
        default=False, help_text=_("Staff see only whether it is finished; the full help box is shown.")
    )
    leave_page = models.BooleanField(_("show “Leave this page”"), default=False)
    layout = models.CharField(max_length=12, choices=Layout, default=Layout.ONE_PER_PAGE)
    feedback = models.CharField(max_length=4, choices=Feedback, default=Feedback.EACH)
    pass_mark = models.PositiveSmallIntegerField(
        default=0, validators=[MaxValueValidator(100)], help_text=_("Per cent. 0: handing it in is enough.")
    )
    questions = StreamField([(kind.slug, kind.Block()) for kind in KINDS], min_num=1, max_num=30)
    _revisions = GenericRelation(
        "wagtailcore.Revision", content_type_field="base_content_type", related_query_name="quiz"
    )
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState", content_type_field="base_content_type", related_query_name="quiz"
    )

    class Meta:
        verbose_name_plural = "quizzes"
        constraints = [models.UniqueConstraint(fields=["translation_key", "locale"], name="quiz_translation")]

    panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("band"), FieldPanel("pass_mark")]),
        FieldRowPanel([FieldPanel("layout"), FieldPanel("feedback")]),
        FieldRowPanel([FieldPanel("sensitive"), FieldPanel("leave_page")]),
        FieldPanel("questions"),
        RemarksPanel(),
    ]
    base_form_class = LintedForm

    def __str__(self):
        return self.title

    def get_preview_template(self, request, mode_name):
        return "quizzes/preview.html"

    def get_preview_context(self, request, mode_name):
        context = super().get_preview_context(request, mode_name)
        return {**context, "quiz": self, "band": self.band, "questions": self.finished_questions}

    def remarks(self):
        """What the rules for content say of it."""
        return list(lint_quiz(self))

    @property
    def finished_questions(self):
        """The questions as they stand, without those that an editor has yet to finish. Stores nothing."""
        finished = {block.id for block in self.questions if is_finished(block)}
        return [question_of(data) for data in self.content()["questions"] if data["id"] in finished]

    def content(self):
        """All that a learner can meet of this quiz, as plain data."""
        return {
            "title": self.title,
            "band": self.band,
            "sensitive": self.sensitive,
            "leave_page": self.leave_page,
            "layout": self.layout,
            "feedback": self.feedback,
            "pass_mark": self.pass_mark,
            "locale": self.locale.language_code,
            "questions": [
                # Through the blocks: what a file left out and what an editor left empty are the same.
                {"id": block.id, "kind": block.block_type, **plain(block.block.get_prep_value(block.value))}
                for block in self.questions
            ],
        }

    def version(self, leaving_out=()):
        """The QuizVersion of what is published now, without the questions of these ids; made when first asked for."""
        content = self.content()
        content["questions"] = [data for data in content["questions"] if data["id"] not in leaving_out]
        digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
        version, _created = QuizVersion.objects.get_or_create(
            quiz_key=self.translation_key, digest=digest, defaults={"content": content}
        )
        return version

    def start(self, learner, home, leaving_out=()):
        """The learner's open attempt at this quiz, or a new one. Two at once get the same.

        `home` is the path of the page that the quiz belongs to: it takes the hand-in and goes on from there.
        Questions with an id in `leaving_out` are not asked.
        """
        from .attempt import Attempt

        open_attempts = Attempt.objects.open().filter(learner=learner, quiz_key=self.translation_key)
        if attempt := open_attempts.select_related("version").first():
            return attempt
        try:
            with transaction.atomic():
                return Attempt.objects.create(
                    learner=learner, quiz_key=self.translation_key, version=self.version(leaving_out), home=home
                )
        except IntegrityError:
            return open_attempts.get()


class QuizVersion(models.Model):
    """A published copy of a quiz, named by its content. It never changes and outlives its quiz."""

    quiz_key = models.UUIDField(help_text=_("The quiz’s translation key"))
    digest = models.CharField(max_length=64, help_text=_("SHA-256 of the content"))
    content = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint("quiz_key", "digest", name="one_version_per_content")]

    def __str__(self):
        return f"{self.content['title']} ({self.digest[:8]})"

    def start(self, learner, home):
        """The learner's open attempt at this very version, or a new one; one at another version is handed in."""
        from .attempt import Attempt

        mine = Attempt.objects.open().filter(learner=learner, quiz_key=self.quiz_key)
        for _try in range(2):
            for attempt in mine.all():
                if attempt.version_id == self.pk:
                    attempt.version = self  # as it is at hand, with its questions
                    return attempt
                attempt.finish()
            with suppress(IntegrityError), transaction.atomic():
                return Attempt.objects.create(learner=learner, quiz_key=self.quiz_key, version=self, home=home)
        return mine.get()

    @cached_property
    def questions(self):
        """The questions by id (UUID as text), in the order in which the editor put them."""
        return {data["id"]: question_of(data) for data in self.content["questions"]}


@lru_cache(maxsize=32)
def version_at_hand(pk, digest):
    """The QuizVersion with this number and content, which a whole class answers: read once a process."""
    return QuizVersion.objects.get(pk=pk, digest=digest)
