from django.db import models, transaction
from django.utils import timezone

from accounts.models import ClassGroup, User


class LetterWishQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(user=user)

    def live(self):
        """Of those who teach the class now. An archived class sends nothing."""
        return self.filter(
            class_group__archived_at=None, class_group__teachers=models.F("user"), user__is_active=True
        ).select_related("class_group__school", "user")

    def of(self, class_group, user):
        """What this teacher asked for; None where that is nothing yet."""
        return self.filter(class_group=class_group, user=user).first()

    @transaction.atomic
    def choose(self, class_group, user, weekly, all_finished):
        """From now on these; weeks that are over are not told."""
        wish, _made = self.select_for_update().get_or_create(class_group=class_group, user=user)
        if weekly and not wish.weekly:
            wish.told_until = timezone.localdate()
        wish.weekly, wish.all_finished = weekly, all_finished
        wish.save(update_fields=["weekly", "all_finished", "told_until"])


class LetterWish(models.Model):
    """Which letters a teacher wants about a class, and which were written. Off until it is switched on."""

    class_group = models.ForeignKey(ClassGroup, models.CASCADE, related_name="letter_wishes")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    weekly = models.BooleanField(default=False)
    all_finished = models.BooleanField(default=False)
    told_until = models.DateField(default=timezone.localdate, help_text="The weeks before this day have been told")
    told_courses = models.JSONField(default=list, help_text="Courses of which it was told that all have finished")

    objects = LetterWishQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("class_group", "user", name="one_wish_per_teacher")]

    def __str__(self):
        return f"letters about class {self.class_group_id}"
