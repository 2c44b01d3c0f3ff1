from config.addresses import address
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet

from pages.checked import Checked
from pages.fields import ChoiceListField
from pages.lint_panels import LintedPageForm, RemarksPanel
from pages.models import HelpService
from pages.pictures import PictureBlock
from pages.text_rules import BAND_OF_LESSON
from quizzes.models import Attempt, Quiz

from ..blocks.base import RICH
from ..blocks.cards_to_print import CardsToPrintBlock
from ..linting import lint_lesson
from ..prose import parts_of_lesson
from .facts import LessonCompletion, LessonProgress
from .parts import CodeBlock, HardQuestionBlock, ObjectiveBlock, SourceBlock, StepBlock
from .signing_off import OnlyDrafts

STRANDS = [
    ("OR", _("Online relationships")),
    ("PS", _("Privacy and security")),
    ("SI", _("Self-image and identity")),
    ("RE", _("Online reputation")),
    ("MI", _("Managing online information")),
]
LISTED = [
    *["title", "slug", "path", "depth", "url_path", "live", "translation_key"],
    *["code", "neutral_title", "summary", "minutes", "sensitive", "leave_page", "checked_by", "pictures"],
    *["quiz__title", "quiz__live", "quiz__translation_key"],
]
FIRST_AID = {"D4", "D5"}  # what to do now, and who helps: always open to those whose course it is, paused or not
LONG_FIELDS = ["steps", "teacher_notes", "handout", "objectives", "curriculum", "sources"]


class AdviceTooOld(Exception):
    """A lesson is not to be taught as it is; the message is for its teacher."""


class LessonQuerySet(PageQuerySet):
    def light(self):
        """Without the long fields, for lists."""
        return self.select_related("quiz").defer(*LONG_FIELDS, "quiz__questions")

    def listed(self):
        """With what lists say of a lesson, and no more: a page of Wagtail's has forty columns."""
        return self.select_related("quiz").only(*LISTED)

    def between(self, first_path, last_path, depth):
        """The same as `child_of`, in their order, for a prepared query: that has to know its page beforehand."""
        return self.filter(depth=depth, path__range=(first_path, last_path)).order_by("path")

    def findable(self):
        """With what the finder looks at, too."""
        return self.select_related("quiz").only(*LISTED, "efacw", "curriculum")


class Lesson(Checked, Page):
    """A few steps and a quiz."""

    code = models.CharField(max_length=4, help_text=_("Such as C1"))
    neutral_title = models.CharField(
        max_length=120, help_text=_("For the browser’s tab and history; says nothing of the topic")
    )
    summary = models.CharField(max_length=400)
    pictures = StreamField(
        [("picture", PictureBlock())], blank=True, max_num=3, help_text=_("What the lesson’s drawing shows")
    )
    minutes = models.PositiveSmallIntegerField()
    leave_page = models.BooleanField(_("show “Leave this page”"), default=False)
    sensitive = models.BooleanField(
        default=False, help_text=_("Full help box; staff see only whether it is finished.")
    )
    staff_prep = models.BooleanField(_("needs staff preparation"), default=False)
    objectives = StreamField([("objective", ObjectiveBlock())], blank=True)
    steps = StreamField([("step", StepBlock())], blank=True)
    teacher_notes = StreamField(
        [
            ("preparation", blocks.RichTextBlock(features=RICH)),
            ("ground_rules", blocks.ListBlock(blocks.CharBlock(max_length=400))),
            ("misconceptions", blocks.ListBlock(blocks.CharBlock(max_length=400))),
            ("hard_question", HardQuestionBlock()),
            ("no_device", blocks.RichTextBlock(features=RICH, label=_("Without devices"))),
        ],
        blank=True,
    )
    handout = StreamField(
        [("cards_to_print", CardsToPrintBlock())], blank=True, help_text=_("For the class, on paper")
    )
    quiz = models.ForeignKey(Quiz, models.SET_NULL, null=True, blank=True, related_name="+")
    efacw = ChoiceListField(
        _("Education for a Connected World"),
        list_choices=STRANDS,
    )
    dfe_skills = ChoiceListField(
        _("underpinning skills (Teaching online safety in schools)"),
        list_choices=[
            (1, _("Evaluate what you see")),
            (2, _("Recognise persuasion")),
            (3, _("Acceptable behaviour")),
            (4, _("Identify risks")),
            (5, _("How and when to get support")),
        ],
    )
    curriculum = StreamField([("code", CodeBlock())], blank=True)
    sources = StreamField([("source", SourceBlock())], blank=True)
    review_by = models.DateField(null=True, blank=True)
    checked_by = models.CharField(
        max_length=120,
        blank=True,
        help_text=_("Who signed this lesson off. Empty: a ribbon says it awaits sign-off."),
    )

    objects = PageManager.from_queryset(LessonQuerySet)()

    parent_page_types = ["courses.Course"]
    subpage_types = []
    base_form_class = LintedPageForm
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    *Page.content_panels,
                    FieldRowPanel([FieldPanel("code"), FieldPanel("minutes")]),
                    FieldPanel("neutral_title"),
                    FieldPanel("summary"),
                    FieldPanel("pictures"),
                    FieldPanel("objectives"),
                    FieldPanel("steps"),
                    FieldPanel("quiz"),
                    RemarksPanel(),
                ],
                heading=_("Lesson"),
            ),
            ObjectList([FieldPanel("teacher_notes"), FieldPanel("handout")], heading=_("Teacher notes")),
            ObjectList(
                [
                    MultiFieldPanel(
                        [FieldPanel("leave_page"), FieldPanel("sensitive"), FieldPanel("staff_prep")],
                        _("Flags"),
                    ),
                    FieldPanel("efacw"),
                    FieldPanel("dfe_skills"),
                    FieldPanel("curriculum"),
                    FieldPanel("sources"),
                    FieldRowPanel([FieldPanel("review_by"), FieldPanel("checked_by", read_only=True)]),
                ],
                heading=_("About this lesson"),
            ),
            ObjectList(Page.promote_panels, heading=_("Address")),
            ObjectList(Page.settings_panels, heading=_("Settings")),
        ]
    )

    def __str__(self):
        return f"{self.code} {self.title}"

    @property
    def awaits_sign_off(self):
        return not self.checked_by

    @property
    def band(self):
        """The course's; for a lesson that stands nowhere yet, what its code says."""
        parent = self.get_parent() if self.path else None
        return parent.specific.band if parent else BAND_OF_LESSON[self.code[0]]

    @property
    def checked_on(self):
        """When its sources were checked: the day of the oldest."""
        days = [source.value["checked_on"] for source in self.sources]
        return min(days) if days and all(days) else None

    def remarks(self):
        """What the rules for content say of it."""
        return list(lint_lesson(self, self.band))

    def can_start_session(self):
        """True, or AdviceTooOld with the reason why no new class session begins with this lesson."""
        if not self.is_current:
            raise AdviceTooOld(
                _("Nobody has checked the advice in “%(title)s” for 180 days. An editor has to look at it first.")
                % {"title": self.title}
            )
        return True

    @property
    def is_first_aid(self):
        return self.code in FIRST_AID

    @property
    def step_count(self):
        return len(self.steps.raw_data)

    @property
    def numbers_named(self):
        """The help services whose numbers stand in the lesson's own text, to say of each whether it is confirmed."""
        said = [text for part in parts_of_lesson(self, "") for _reader, text, _put_right in part.texts]
        return HelpService.objects.named_in("\n".join(said))

    @property
    def has_quiz(self):
        return bool(self.quiz_id and self.quiz.live)

    def address(self, name="lesson", *args):
        """The path of one of the lesson's pages, by the name of its URL."""
        course_slug, lesson_slug = self.url_path.strip("/").split("/")[-2:]
        return address(f"courses:{name}", course_slug, lesson_slug, *args)

    def get_absolute_url(self):
        return self.address()

    def step_url(self, number):
        return self.address("step", number)

    def reach(self, learner, step):
        """Note that the learner has come as far as this step (1, 2, ...); going back changes nothing."""
        return LessonProgress.objects.reach(learner, self.translation_key, step)

    def finish(self, learner):
        """Note that the learner finished this lesson; again changes nothing."""
        return LessonCompletion.objects.get_or_create(learner=learner, lesson_key=self.translation_key)[0]

    def finish_if_done(self, learner):
        """Finish when the last step was reached and the quiz handed in, whichever came last; True if they were."""
        done = self.steps_left(learner) == 0 and self.is_handed_in(learner)
        if done:
            self.finish(learner)
        return done

    def steps_left(self, learner):
        return self.step_count - min(self.step_count, LessonProgress.objects.furthest(learner, self.translation_key))

    def is_handed_in(self, learner):
        if not self.has_quiz:
            return True
        return Attempt.objects.finished().filter(learner=learner, quiz_key=self.quiz.translation_key).exists()

    def permissions_for_user(self, user):
        return OnlyDrafts(user, self)

    def serve_preview(self, request, mode_name):
        from ..views import preview_lesson

        return preview_lesson(request, self)
