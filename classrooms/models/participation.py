from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User

from .session import ClassSession

HALF_A_MINUTE = timedelta(seconds=30)
AWAY = timedelta(minutes=2, seconds=10)  # presence is noted once a minute


class ParticipationQuerySet(models.QuerySet):
    def present(self):
        return self.filter(state=Participation.State.IN)

    def waiting(self):
        return self.filter(state=Participation.State.WAITING)

    def were_there(self, session, learners):
        """Note who was ticked at the end, with or without a device; who was in already is noted."""
        rows = [self.model(session=session, learner=one, state=Participation.State.IN) for one in learners]
        self.bulk_create(rows, ignore_conflicts=True)

    def of(self, learner, session):
        """The learner's place in a session, with all that their screen asks, by one query; None if they have none."""
        found = self.filter(session=session, learner=learner).select_related(
            "session__class_group__school", "session__quiz_version"
        )
        return found.first()

    def here(self, pk):
        """Note that somebody is there; again within half a minute changes nothing."""
        now = timezone.now()
        return self.filter(pk=pk, seen_at__lt=now - HALF_A_MINUTE).update(seen_at=now)


class Participation(models.Model):
    """Somebody in a session: a pupil of the class, a walk-in, or a table with a shared tablet."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        IN = "in", _("In")
        REMOVED = "removed", _("Removed")

    session = models.ForeignKey(ClassSession, models.CASCADE, related_name="participations")
    learner = models.ForeignKey(User, models.CASCADE, related_name="participations")
    state = models.CharField(max_length=10, choices=State)
    seen_at = models.DateTimeField(default=timezone.now)
    came_at = models.DateTimeField(default=timezone.now)
    becomes = models.ForeignKey(
        "self", models.SET_NULL, null=True, related_name="+", help_text=_("Who a walk-in on another device is")
    )

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint("session", "learner", name="in_a_session_once")]

    def __str__(self):
        return f"participation {self.pk}"

    @property
    def is_in(self):
        return self.state == self.State.IN

    @property
    def is_connected(self):
        return self.seen_at > timezone.now() - AWAY
