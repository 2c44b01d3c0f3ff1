import hashlib
import secrets
from datetime import timedelta

from django.db import models, transaction
from django.utils import timezone

from accounts.choices import Event
from accounts.models import ClassGroup, User

LASTS = timedelta(days=7)


class CoverQuerySet(models.QuerySet):
    def open(self):
        """Still good: neither taken back nor used up, and the class is there."""
        return self.filter(
            ended_at=None,
            expires_at__gt=timezone.now(),
            class_group__archived_at=None,
        )

    def visible_to(self, user):
        """Staff see those of their classes; whoever opened one sees that."""
        if user.stands_in:
            return self.open().filter(user=user)
        return self.filter(class_group__in=ClassGroup.objects.visible_to(user).order_by())

    def behind(self, token):
        """The cover that a link opens, or None."""
        return self.open().filter(token=digest(token)).select_related("class_group__school").first()

    @transaction.atomic
    def give(self, class_group, lesson_key, by):
        """A link for whoever teaches one lesson to a class without an account: (the row, what stands in the link)."""
        token = secrets.token_urlsafe(16)
        cover = self.create(class_group=class_group, lesson_key=lesson_key, given_by=by, token=digest(token))
        class_group.note(Event.COVER_GIVEN, by)
        return cover, token


def digest(token):
    """A random token of 128 bits needs no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


def in_a_week():
    return timezone.now() + LASTS


class Cover(models.Model):
    """One lesson of a class in the hands of somebody without an account, who sees no pupil's name."""

    class_group = models.ForeignKey(ClassGroup, models.CASCADE, related_name="covers")
    lesson_key = models.UUIDField(help_text="The lesson’s translation key")
    given_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    user = models.OneToOneField(User, models.SET_NULL, null=True, blank=True, related_name="cover")
    token = models.CharField(max_length=64, unique=True)
    given_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(default=in_a_week)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = CoverQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"cover {self.pk}"

    @transaction.atomic
    def open_as(self):
        """The user who covers. A link that is opened again, on another device, ends the sessions before."""
        mine = (
            Cover.objects.select_for_update(of=["self"]).select_related("class_group__school", "user").get(pk=self.pk)
        )
        if mine.user is None:
            mine.user = User.objects.create_cover(mine.class_group.school)
            mine.save(update_fields=["user"])
        else:
            mine.user.sign_out_everywhere()
        return mine.user

    @transaction.atomic
    def end(self):
        """Taken back, or the lesson is over: the link opens nothing any more."""
        mine = Cover.objects.select_for_update(of=["self"]).select_related("user").get(pk=self.pk)
        if mine.ended_at is None:
            mine.ended_at = timezone.now()
            mine.save(update_fields=["ended_at"])
            if mine.user:
                mine.user.sign_out_everywhere()
