from django.db import models
from django.utils import timezone

from .leases import Leased, LeasedQuerySet


class OutgoingMail(Leased):
    """A message on its way; the row goes when the message has gone."""

    to = models.JSONField()
    message = models.BinaryField()
    created_at = models.DateTimeField(default=timezone.now)

    objects = LeasedQuerySet.as_manager()

    def __str__(self):
        return f"message {self.pk}"
