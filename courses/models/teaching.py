from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import ClassGroup


class AssignmentQuerySet(models.QuerySet):
    def assign(self, class_group, course, starts_on=None):
        """Give a course to a class; again only moves the day on which it starts."""
        return self.update_or_create(
            class_group=class_group, course_key=course.translation_key, defaults={"starts_on": starts_on}
        )[0]

    def of_course(self, course_key):
        return self.filter(course_key=course_key)

    def begun(self):
        return self.filter(models.Q(starts_on=None) | models.Q(starts_on__lte=timezone.localdate()))

    def of_learner(self, learner):
        """What the learner's current classes are to do now."""
        return self.begun().filter(
            class_group__archived_at=None,
            class_group__enrolments__learner=learner,
            class_group__enrolments__ended_at=None,
        )


class Assignment(models.Model):
    """A course that a class is to do. Never one pupil: a lesson is no answer to something that happened."""

    class_group = models.ForeignKey(ClassGroup, models.CASCADE, related_name="assignments")
    course_key = models.UUIDField(help_text=_("The course's translation key"))
    starts_on = models.DateField(null=True, blank=True)
    baseline = models.BooleanField(default=False, help_text=_("The class begins with the baseline; it never counts"))

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("class_group", "course_key", name="assigned_once")]

    def __str__(self):
        return f"{self.class_group}: {self.course_key}"


class PauseQuerySet(models.QuerySet):
    def pause(self, class_group, lesson):
        """Leave a lesson out for a class; again changes nothing."""
        return self.get_or_create(class_group=class_group, lesson_key=lesson.translation_key)[0]

    def resume(self, class_group, lesson):
        self.filter(class_group=class_group, lesson_key=lesson.translation_key).delete()


class Pause(models.Model):
    """A lesson that a class leaves out for now; the course is complete without it."""

    class_group = models.ForeignKey(ClassGroup, models.CASCADE, related_name="pauses")
    lesson_key = models.UUIDField(help_text=_("The lesson's translation key"))

    objects = PauseQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("class_group", "lesson_key", name="paused_once")]

    def __str__(self):
        return f"{self.class_group}: {self.lesson_key}"
