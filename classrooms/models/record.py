from django.db import models

from accounts.models import ClassGroup
from pages.models import Leased, LeasedQuerySet

from .session import ClassSession


class DeliveryRecordQuerySet(LeasedQuerySet):
    def visible_to(self, user):
        return self.filter(session__class_group__in=ClassGroup.objects.visible_to(user).order_by())


class DeliveryRecord(Leased):
    """A page for the safeguarding lead: what was taught, and what was ready. The worker prints it; no pupil's name."""

    session = models.OneToOneField(ClassSession, models.CASCADE, related_name="record")
    pdf = models.CharField(max_length=120, blank=True)

    objects = DeliveryRecordQuerySet.as_manager()

    def __str__(self):
        return f"record of session {self.session_id}"
