"""Who reads, and what they may open: a learner within their own courses, anybody else as a preview."""

from collections import defaultdict

from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.choices import AgeBand

from . import sheets
from .models import Assignment, Course, Lesson, LessonCompletion


class Reader:
    """Looks up courses and lessons for a user. What is not there, not published or not theirs is all the same 404."""

    def __init__(self, user):
        self.is_learner = user.is_authenticated and user.is_learner
        self.learner = user if self.is_learner else None
        school = self.learner and self.learner.school
        self.nation = school.nation if school else ""
        self.lesson_is_paused = False
        # Staff finish parts of their own course as pupils finish lessons.
        self.is_staff = user.is_authenticated and user.is_school_staff

    @property
    def audience(self):
        return "learner" if self.is_learner else "adult"

    def takes_part_in(self, band):
        """Goes on by "Next" and answers; everybody else only looks."""
        return self.is_learner or self.is_staff and band == AgeBand.STAFF

    def courses(self):
        courses = Course.objects.live().light().order_by("path")
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
        if sheet and self.is_staff and self.takes_part_in(sheet.course["band"]):
            sheet = sheets.sheet(course_slug, lesson_slug, number, "learner")  # nothing here is a preview to them
        if sheet is None:
            raise Http404
        self.open(sheet.course_key, sheet.lesson_key)
        return sheet

    def open(self, course_key, lesson_key=None):
        """404 for a learner whose classes do not have the course."""
        if not self.is_learner:
            return
        assignments = Assignment.objects.of_learner(self.learner).of_course(course_key)
        # A join and no EXISTS: each page asks this, and writing the SQL takes longer than the answer.
        paused = defaultdict(set)
        for class_group, paused_key in assignments.values_list("class_group", "class_group__pauses__lesson_key"):
            paused[class_group].add(paused_key)
        if not paused:
            raise Http404
        if lesson_key and all(lesson_key in keys for keys in paused.values()):
            self.lesson_is_paused = not self.has_finished(lesson_key)

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
            leave_page, sensitive = (lesson.leave_page, lesson.sensitive) if lesson else (False, False)
        asked["takes_part"] = self.takes_part_in(band)
        return asked | {"course_url": course_url, "band": band, "leave_page": leave_page, "full_help": sensitive}
