"""The courses that a class may be given, and how each stands."""

from dataclasses import dataclass
from functools import cached_property

from config.prepared import prepared

from accounts.models import ClassGroup
from courses.models import Assignment, Course, Pause
from courses.preparation import baseline_waits
from courses.progress import quiz_url

from .class_forms import BANDS, AssignForm


@dataclass
class Offer:
    """A course, and what the class has of it."""

    class_group: ClassGroup
    course: Course
    assignment: Assignment | None
    paused: set
    form: AssignForm
    ticked: set | None  # what a form had that came back with a mistake

    @property
    def lessons(self):
        """[(lesson, whether it has a tick)]"""
        return [(lesson, self.has_tick(lesson.translation_key)) for lesson in self.course.lessons]

    def has_tick(self, key):
        return key not in self.paused if self.ticked is None else str(key) in self.ticked

    @cached_property
    def needing_preparation(self):
        """What the baseline may ask about, and staff prepare for first."""
        return [lesson for lesson in self.course.lessons if lesson.staff_prep]

    @property
    def baseline_url(self):
        return quiz_url(self.course.baseline) if self.course.has_baseline else ""

    @cached_property
    def baseline_waits(self):
        return baseline_waits(self.course, [self.class_group])

    @property
    def count(self):
        return sum(tick for _lesson, tick in self.lessons)


def offers(class_group, wrong=None):
    """What the class has first, then what its age is meant for, then the rest. `wrong`: (course, form, ticks) of a
    form that came back."""
    assigned = {one.course_key: one for one in class_group.assignments.all()}
    paused = set(Pause.objects.filter(class_group=class_group).values_list("lesson_key", flat=True))
    courses = Course.objects.live().light().select_related("baseline").filter(band__in=BANDS).order_by("path")
    found = [offer(class_group, course, assigned.get(course.translation_key), paused, wrong) for course in courses]
    return sorted(found, key=lambda one: (one.assignment is None, one.course.band != class_group.band))


def offer(class_group, course, assignment, paused, wrong):
    if wrong and wrong[0] == course:
        return Offer(class_group, course, assignment, paused, wrong[1], wrong[2])
    initial = {"starts_on": assignment.starts_on, "baseline": assignment.baseline} if assignment else {}
    return Offer(class_group, course, assignment, paused, AssignForm(initial=initial, prefix=course.slug), None)


def waiting_baselines(class_group):
    """The courses that the class begins with a baseline, and pupils do not see it yet."""
    return [course for course in with_baseline(class_group) if baseline_waits(course, [class_group])]


@prepared
def with_baseline(class_group):
    chosen = Assignment.objects.filter(class_group=class_group, baseline=True).values("course_key")
    return Course.objects.live().light().filter(baseline__live=True, translation_key__in=chosen)
