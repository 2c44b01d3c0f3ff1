from django.db import models
from django.utils import timezone


class Reminder(models.Model):
    """The owner was told that this is due, as it was checked then; so they are told once."""

    about = models.CharField(max_length=200, unique=True, help_text="app.model:key:day on which it was checked")
    sent_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return self.about
