import datetime
import logging

from django.db import models
from django.utils import timezone

logger = logging.getLogger(__name__)


class LeasedQuerySet(models.QuerySet):
    def due(self):
        """Rows whose work is not done and which nobody is working on, oldest first."""
        return self.filter(done_at=None, failed_at=None, lease_until__lte=timezone.now()).order_by("pk")

    def claim(self, pk):
        """Take one row for a while; False if somebody else has it. One conditional UPDATE, so never two."""
        until = timezone.now() + datetime.timedelta(seconds=self.model.LEASE_SECONDS)
        return bool(self.due().filter(pk=pk).order_by().update(lease_until=until, tries=models.F("tries") + 1))

    def work_off(self, work, limit):
        """Do what is due, each row once: `work(row)`."""
        for pk in self.due().values_list("pk", flat=True)[:limit]:
            self.work_on(pk, work)

    def work_on(self, pk, work):
        """Do this row, if it is due: what fails is put back and tried later. Only its kind of error is kept: a name
        may stand in its words."""
        if not self.claim(pk) or not (row := self.filter(pk=pk).first()):
            return
        if row.tries > row.MOST_TRIES:
            return row.put_back(TimeoutError())  # each time, it took the worker down with it
        try:
            work(row)
        except Exception as error:
            row.put_back(error)
            logger.warning("%s %s could not be done: %s", self.model.__name__, pk, type(error).__name__)


class Leased(models.Model):
    """A row that is its own queue: work to do, held by whoever leased it, done once, tried again when it failed."""

    MOST_TRIES = 12
    LEASE_SECONDS = 60  # longer than any work may take, so that nobody else begins while one is still at it

    lease_until = models.DateTimeField(default=timezone.now, db_index=True, editable=False)
    tries = models.PositiveSmallIntegerField(default=0, editable=False)
    done_at = models.DateTimeField(null=True, blank=True, editable=False)
    failed_at = models.DateTimeField(null=True, blank=True, editable=False)
    last_error = models.CharField(max_length=200, blank=True, editable=False)

    class Meta:
        abstract = True

    def put_back(self, error):
        """Try again later, later each time; after the last try say so and let the others go on. Not by a worker that
        was overtaken: the row is done, cancelled or another's by now."""
        now = timezone.now()
        mine = type(self).objects.filter(pk=self.pk, tries=self.tries, done_at=None, failed_at=None)
        mine.update(
            last_error=type(error).__name__,
            lease_until=now + datetime.timedelta(seconds=min(2**self.tries, 3600)),
            failed_at=now if self.tries >= self.MOST_TRIES else None,
        )
