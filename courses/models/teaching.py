from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import ClassGroup


class AssignmentQuerySet(models.QuerySet):
    def assign(self, class_group, course, starts_on=None, **choices):
        """Give a course to a class; again only moves the day on which it starts, or switches the `baseline`."""
        return self.update_or_create(
            class_group=class_group,
            course_key=course.translation_key,
            defaults={"starts_on": starts_on, **choices},
        )[0]

    def withdraw(self, class_group, course):
        """Take a course from a class. What pupils did stays, and is there again when the course is."""
        self.filter(class_group=class_group, course_key=course.translation_key).delete()

    def copy(self, old, new):
        """What one class is to do, for another: it begins as soon as its teacher says."""
        self.bulk_create(
            [
                Assignment(class_group=new, course_key=one.course_key, starts_on=one.starts_on, baseline=one.baseline)
                for one in old.assignments.all()
            ],
            ignore_conflicts=True,
        )

    def of_course(self, course_key):
        return self.filter(course_key=course_key)

    def begun(self, today):
        return self.filter(models.Q(starts_on=None) | models.Q(starts_on__lte=today))

    def of_learner(self, learner):
        """What the learner's current classes are to do now; a preview shows what begins later, too."""
        if learner.preview_of_id:
            return self.filter(class_group=learner.preview_of_id)
        return self.of_pupil(learner, timezone.localdate())

    def of_pupil(self, pupil, today):
        return self.begun(today).filter(
            class_group__archived_at=None,
            class_group__enrolments__learner=pupil,
            class_group__enrolments__ended_at=None,
        )


class Assignment(models.Model):
    """A course that a class is to do. Never one pupil: a lesson is no answer to something that happened."""

    class_group = models.ForeignKey(ClassGroup, models.CASCADE, related_name="assignments")
    course_key = models.UUIDField(help_text=_("The course’s translation key"))
    starts_on = models.DateField(null=True, blank=True)
    baseline = models.BooleanField(default=False, help_text=_("The class begins with the baseline; it never counts"))

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("class_group", "course_key", name="assigned_once")]

    def __str__(self):
        return f"{self.class_group}: {self.course_key}"


class PauseQuerySet(models.QuerySet):
    def copy(self, old, new):
        self.bulk_create(
            [Pause(class_group=new, lesson_key=one.lesson_key) for one in old.pauses.all()], ignore_conflicts=True
        )

    def pause(self, class_group, lesson):
        """Leave a lesson out for a class; again changes nothing."""
        return self.get_or_create(class_group=class_group, lesson_key=lesson.translation_key)[0]

    def resume(self, class_group, lesson):
        self.filter(class_group=class_group, lesson_key=lesson.translation_key).delete()


class Pause(models.Model):
    """A lesson that a class leaves out for now; the course is complete without it."""

    class_group = models.ForeignKey(ClassGroup, models.CASCADE, related_name="pauses")
    lesson_key = models.UUIDField(help_text=_("The lesson’s translation key"))

    objects = PauseQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("class_group", "lesson_key", name="paused_once")]

    def __str__(self):
        return f"{self.class_group}: {self.lesson_key}"
