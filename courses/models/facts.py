from config.prepared import prepared
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User

# Facts name a lesson by its translation key: they outlive an edit, a move, a translation and a deletion.


class LearnerFactQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(learner__in=User.objects.visible_to(user))


class LessonProgressQuerySet(LearnerFactQuerySet):
    def reach(self, learner, lesson_key, step):
        """Two devices at once leave the furthest step: the row is only ever moved on."""
        with transaction.atomic():
            self.bulk_create(
                [LessonProgress(learner=learner, lesson_key=lesson_key, step=step)], ignore_conflicts=True
            )
            self.filter(learner=learner, lesson_key=lesson_key, step__lt=step).update(
                step=step, reached_at=timezone.now()
            )

    def reach_together(self, learners, lesson_key, step):
        """The same for a class, in two statements."""
        self.bulk_create(
            [LessonProgress(learner=learner, lesson_key=lesson_key, step=step) for learner in learners],
            ignore_conflicts=True,
        )
        self.filter(learner__in=learners, lesson_key=lesson_key, step__lt=step).update(
            step=step, reached_at=timezone.now()
        )

    def furthest(self, learner, lesson_key):
        """The furthest step reached; 0 before the first "Next"."""
        return max(steps_reached(learner, lesson_key), default=0)


@prepared
def steps_reached(learner, lesson_key):
    return LessonProgress.objects.filter(learner=learner, lesson_key=lesson_key).values_list("step", flat=True)


class LessonProgress(models.Model):
    """The furthest step of a lesson that a learner has reached."""

    learner = models.ForeignKey(User, models.CASCADE, related_name="lesson_progress")
    lesson_key = models.UUIDField()
    step = models.PositiveSmallIntegerField()
    reached_at = models.DateTimeField(default=timezone.now)

    objects = LessonProgressQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("learner", "lesson_key", name="one_progress_per_lesson")]

    def __str__(self):
        return f"step {self.step}"


class LessonCompletionQuerySet(LearnerFactQuerySet):
    def finish_together(self, learners, lesson_key):
        """Note that each of a class finished the lesson; again changes nothing."""
        self.bulk_create(
            [LessonCompletion(learner=learner, lesson_key=lesson_key) for learner in learners], ignore_conflicts=True
        )


class LessonCompletion(models.Model):
    """A learner has finished a lesson: by quiz, in a class session or by another way; it does not say which."""

    learner = models.ForeignKey(User, models.CASCADE, related_name="lesson_completions")
    lesson_key = models.UUIDField()
    completed_at = models.DateTimeField(default=timezone.now)

    objects = LessonCompletionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("learner", "lesson_key", name="one_completion_per_lesson")]

    def __str__(self):
        return f"{self.completed_at:%Y-%m-%d}"


class RehearsalQuerySet(LearnerFactQuerySet):
    def done(self, learner):
        """Note it, once; what was chosen in it stays on the device."""
        return self.get_or_create(learner=learner)[0]


class Rehearsal(models.Model):
    """A guardian has rehearsed what to say when a child tells: that it was done, never what was chosen."""

    learner = models.OneToOneField(User, models.CASCADE, related_name="rehearsal")
    done_at = models.DateTimeField(default=timezone.now)

    objects = RehearsalQuerySet.as_manager()

    def __str__(self):
        return f"{self.done_at:%Y-%m-%d}"


class HomeCourse(models.Model):
    """A pupil course that a family does together at home, on one device or in one account."""

    learner = models.ForeignKey(User, models.CASCADE, related_name="home_courses")
    course_key = models.UUIDField(help_text=_("The course’s translation key"))

    objects = LearnerFactQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("learner", "course_key", name="home_course_once")]

    def __str__(self):
        return str(self.course_key)
