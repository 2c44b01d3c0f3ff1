from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet

from accounts.choices import AgeBand
from pages.lint_panels import LintedPageForm, RemarksPanel
from pages.pictures import PictureBlock
from quizzes.models import Quiz

from ..blocks.base import RICH
from ..linting import lint_course
from .lesson import Lesson
from .signing_off import OnlyDraftsBelow


class CourseIndex(Page):
    """Where the courses stand; its address is /learn/."""

    max_count = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["courses.Course"]


class CourseQuerySet(PageQuerySet):
    def light(self):
        """With its end quiz, and without the long fields of both."""
        return self.select_related("end_quiz").defer("introduction", "end_quiz__questions")


class Course(Page):
    """Lessons for one age band, with an end quiz and a certificate."""

    band = models.CharField(max_length=20, choices=AgeBand)
    ages = models.CharField(max_length=40)
    summary = models.CharField(max_length=400)
    pictures = StreamField(
        [("picture", PictureBlock())], blank=True, max_num=3, help_text=_("What the course’s drawing shows")
    )
    introduction = RichTextField(features=RICH)
    certificate_title = models.CharField(max_length=120, help_text=_("Course name only; no word of the topic"))
    end_quiz = models.ForeignKey(Quiz, models.SET_NULL, null=True, blank=True, related_name="+")
    baseline = models.ForeignKey(
        Quiz,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("What the end quiz asks, before the lessons. A class has it when its teacher switches it on."),
    )

    objects = PageManager.from_queryset(CourseQuerySet)()

    parent_page_types = ["courses.CourseIndex"]
    subpage_types = ["courses.Lesson"]
    content_panels = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("band"), FieldPanel("ages")]),
        FieldPanel("summary"),
        FieldPanel("pictures"),
        FieldPanel("introduction"),
        FieldPanel("certificate_title"),
        FieldPanel("end_quiz"),
        FieldPanel("baseline"),
        RemarksPanel(),
    ]
    base_form_class = LintedPageForm

    def clean(self):
        super().clean()
        if self.slug == "quiz":
            raise ValidationError({"slug": _("/learn/quiz/ is where quizzes are: choose another.")})

    def get_absolute_url(self):
        return reverse("courses:course", args=[self.slug])

    @cached_property
    def lessons(self):
        """The published lessons in order, without their bodies."""
        return list(Lesson.objects.child_of(self).live().order_by("path").listed())

    @property
    def leave_page(self):
        """Its own page says what all of its lessons are about."""
        return bool(self.lessons) and all(lesson.leave_page for lesson in self.lessons)

    @property
    def sensitive(self):
        return bool(self.lessons) and all(lesson.sensitive for lesson in self.lessons)

    def remarks(self):
        """What the rules for content say of its own page, and of its lessons together."""
        return list(lint_course(self, Lesson.objects.child_of(self).select_related("quiz") if self.path else []))

    def permissions_for_user(self, user):
        return OnlyDraftsBelow(user, self)

    @property
    def has_end_quiz(self):
        return bool(self.end_quiz_id and self.end_quiz.live)

    @property
    def span(self):
        """Between which paths, and how deep, its lessons stand in Wagtail's tree."""
        return *self._get_children_path_interval(self.path), self.depth + 1

    @property
    def has_baseline(self):
        return bool(self.baseline_id and self.baseline.live)

    def serve_preview(self, request, mode_name):
        from ..views import preview_course

        return preview_course(request, self)
