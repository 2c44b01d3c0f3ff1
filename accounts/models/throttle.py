from django.db import models
from django.utils.crypto import salted_hmac


def door_name(*parts):
    """Says nothing of whose door it is, and looks the same for a class or an account that does not exist."""
    return salted_hmac("accounts.doors", "\n".join(map(str, parts)), algorithm="sha256").hexdigest()


class FailedAttempt(models.Model):
    """A wrong guess, kept for two days. The row is written before the guess is checked, so that guesses made at
    the same moment count too, and is taken away when the guess was right."""

    room = models.CharField(max_length=64, help_text="What lies behind many doors: a class, or an address")
    door = models.CharField(max_length=64)
    device = models.CharField(max_length=16, blank=True, help_text="A known device has a door of its own")
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index("door", "at", name="failed_attempt_door"),
            models.Index("room", "at", name="failed_attempt_room"),
        ]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M}"
