from django.db import models


class FailedAttempt(models.Model):
    """A wrong guess at a door, kept for a day. A row is written before the guess is checked, so that
    guesses made at the same moment count too, and taken away when the guess was right."""

    door = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index("door", "at", name="failed_attempt_door")]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M}"
