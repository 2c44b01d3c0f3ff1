"""Who reads, and what they may open: a learner within their own courses, anybody else as a preview."""

from collections import defaultdict

from config.prepared import prepared
from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from accounts.choices import AgeBand

from . import sheets
from .models import Assignment, Course, HomeCourse, Lesson, LessonCompletion


def with_pauses(assignments):
    return assignments.values_list("class_group", "class_group__pauses__lesson_key")


@prepared
def pauses_of_pupil(pupil, course_key, today):
    return with_pauses(Assignment.objects.of_pupil(pupil, today).of_course(course_key))


class Reader:
    """Looks up courses and lessons for a user. What is not there, not published or not theirs is all the same 404.

    A family at home, with an account or without, reads everything as a preview, and takes part in the Family course
    and in the courses that it has taken up.
    """

    def __init__(self, user):
        signed_in = user.is_authenticated
        # Staff finish parts of their own course as pupils finish lessons.
        self.is_staff = signed_in and user.is_school_staff
        self.home_learner = user if signed_in and (user.is_home_guest or user.is_guardian) else None
        self.is_learner = signed_in and user.is_learner and not user.is_home_guest
        self.learner = user if self.is_learner else None
        self.is_child = self.is_learner and user.is_of_a_family
        self.may_begin = not signed_in  # at home, and without an account
        school = self.learner and self.learner.school
        self.nation = school.nation if school else ""
        self.lesson_is_paused = False
        self.course_key = None

    @property
    def audience(self):
        return "learner" if self.is_learner else "adult"

    @property
    def home_url(self):
        return settings.FAMILY_HOME if self.home_learner or self.is_child else reverse("accounts:go")

    @property
    def has_teacher(self):
        return self.is_learner and not self.is_child

    def takes_part_in(self, band):
        """Goes on by "Next" and answers; everybody else only looks."""
        if self.is_learner:
            return True
        if self.is_staff:
            return band in {AgeBand.STAFF, AgeBand.FAMILY}
        return bool(self.home_learner) and (band == AgeBand.FAMILY or self.course_key in self.home_courses)

    @cached_property
    def home_courses(self):
        """Keys of the pupil courses that a family does at home."""
        return set(HomeCourse.objects.filter(learner=self.home_learner).values_list("course_key", flat=True))

    def courses(self):
        courses = Course.objects.live().light().order_by("path")
        if self.is_child:
            return courses.filter(band=self.learner.band)
        if not self.is_learner:
            return courses
        return courses.filter(
            translation_key__in=Assignment.objects.of_learner(self.learner).values("course_key").order_by()
        )

    def course(self, slug):
        course = get_object_or_404(Course.objects.live().select_related("end_quiz"), slug=slug)
        self.open(course.translation_key)
        return course

    def lesson(self, course_slug, slug, *, whole=False):
        """The lesson, which knows its `course`; `whole` fetches the long fields at once."""
        course = get_object_or_404(Course.objects.live(), slug=course_slug)
        lessons = Lesson.objects.child_of(course).live()
        lesson = get_object_or_404(lessons.select_related("quiz") if whole else lessons.light(), slug=slug)
        lesson.course = course
        self.open(course.translation_key, lesson.translation_key)
        return lesson

    def sheet(self, course_slug, lesson_slug, number):
        """A step of a lesson, as this reader sees it."""
        sheet = sheets.sheet(course_slug, lesson_slug, number, self.audience)
        if sheet is None:
            raise Http404
        self.open(sheet.course_key, sheet.lesson_key)
        if not self.is_learner and self.takes_part_in(sheet.course["band"]):
            sheet = sheets.sheet(course_slug, lesson_slug, number, "learner")  # nothing here is a preview to them
        return sheet

    def open(self, course_key, lesson_key=None):
        """404 for a learner whose classes do not have the course, or for a child of another age."""
        self.course_key = course_key
        if not self.is_learner:
            return
        if self.is_child:
            get_object_or_404(self.courses(), translation_key=course_key)
            return
        paused = defaultdict(set)
        for class_group, paused_key in self.pauses(course_key):
            paused[class_group].add(paused_key)
        if not paused:
            raise Http404
        if lesson_key and all(lesson_key in keys for keys in paused.values()):
            self.lesson_is_paused = not self.has_finished(lesson_key)

    def pauses(self, course_key):
        """(class, key of a lesson that it leaves out or None) for each of the learner's classes with the course."""
        if self.learner.preview_of_id:
            return with_pauses(Assignment.objects.of_learner(self.learner).of_course(course_key))
        return pauses_of_pupil(self.learner, course_key, timezone.localdate())

    def has_finished(self, lesson_key):
        """What is finished stays open, to read again."""
        return LessonCompletion.objects.filter(learner=self.learner, lesson_key=lesson_key).exists()

    def frame(self, course, lesson=None):
        """What the page's frame asks: Course and Lesson, or what a Sheet keeps of them."""
        asked = {"reader": self, "course": course, "lesson": lesson, "nation": self.nation}
        if isinstance(course, dict):
            course_url, band = course["url"], course["band"]
            leave_page, sensitive = lesson["leave_page"], lesson["sensitive"]
        else:
            course_url, band = course.get_absolute_url(), course.band
            about = lesson or course
            leave_page, sensitive = about.leave_page, about.sensitive
        asked["takes_part"] = self.takes_part_in(band)
        # The first "Next" of a visitor in the Family course is where their place begins to be kept.
        asked["may_begin"] = self.may_begin and band == AgeBand.FAMILY
        return asked | {"course_url": course_url, "band": band, "leave_page": leave_page, "full_help": sensitive}
