"""Advice grows old: who gives it looks at it again."""

import datetime

from django.conf import settings
from django.utils import timezone

REMIND, STOP = datetime.timedelta(days=90), datetime.timedelta(days=180)


class Checked:
    """Something with the day on which a person checked it (`checked_on`) and the day to look again (`review_by`)."""

    @property
    def due_on(self):
        """When to look again; None for what nobody has checked."""
        chosen = [self.checked_on and self.checked_on + REMIND, self.review_by]
        return self.checked_on and min(day for day in chosen if day)

    @property
    def is_due(self):
        return self.due_on is None or self.due_on <= timezone.localdate()

    @property
    def is_current(self):
        """Checked in the last 180 days. The demo does not grow old."""
        return settings.DEMO or bool(self.checked_on and timezone.localdate() < self.checked_on + STOP)
