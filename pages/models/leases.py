import datetime

from django.db import models
from django.utils import timezone


class LeasedQuerySet(models.QuerySet):
    def due(self):
        """Rows whose work is not done and which nobody is working on, oldest first."""
        return self.filter(done_at=None, failed_at=None, lease_until__lte=timezone.now()).order_by("pk")

    def claim(self, pk, seconds):
        """Take one row for `seconds`; False if somebody else has it. One conditional UPDATE, so never two."""
        until = timezone.now() + datetime.timedelta(seconds=seconds)
        return bool(self.due().filter(pk=pk).order_by().update(lease_until=until, tries=models.F("tries") + 1))


class Leased(models.Model):
    """A row that is its own queue: work to do, held by whoever leased it, done once, tried again when it failed."""

    MOST_TRIES = 12

    lease_until = models.DateTimeField(default=timezone.now, db_index=True, editable=False)
    tries = models.PositiveSmallIntegerField(default=0, editable=False)
    done_at = models.DateTimeField(null=True, blank=True, editable=False)
    failed_at = models.DateTimeField(null=True, blank=True, editable=False)
    last_error = models.CharField(max_length=200, blank=True, editable=False)

    class Meta:
        abstract = True

    def put_back(self, error):
        """Try again later, later each time; after the last try say so and let the others go on."""
        self.last_error = type(error).__name__
        self.lease_until = timezone.now() + datetime.timedelta(seconds=min(2**self.tries, 3600))
        if self.tries >= self.MOST_TRIES:
            self.failed_at = timezone.now()
        self.save(update_fields=["last_error", "lease_until", "failed_at"])
