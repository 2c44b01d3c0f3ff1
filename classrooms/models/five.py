from django.db import models

from accounts.models import ClassGroup


class FiveQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(class_group__in=ClassGroup.objects.visible_to(user).order_by())


class Five(models.Model):
    """Five first answers of a class to a question, as numbers. Written down within the hour, and when an
    answer goes: at the end of a term, or with a pupil who is erased. It never changes, and names nobody."""

    class_group = models.ForeignKey(ClassGroup, models.CASCADE, related_name="fives")
    quiz_key = models.UUIDField()
    question = models.UUIDField()
    right = models.PositiveSmallIntegerField()
    chosen = models.JSONField(null=True, help_text="How many of them chose each option, by its id; null: not known")
    full_at = models.DateTimeField(help_text="When the fifth of them became final")
    last = models.PositiveBigIntegerField(help_text="The fifth's own number, where several became final at once")

    objects = FiveQuerySet.as_manager()

    class Meta:
        ordering = ["full_at", "last"]
        constraints = [models.UniqueConstraint("class_group", "question", "last", name="one_row_per_five")]

    def __str__(self):
        return f"{self.right} of five"
