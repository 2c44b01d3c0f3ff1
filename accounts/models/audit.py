from datetime import timedelta

from django.db import models
from django.utils import timezone

from accounts.choices import Event

KEPT = timedelta(days=365)


class AuditEntryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A school admin reads what happened at their own school."""
        return self.filter(school_id__in=[school.pk for school in user.managed_schools])

    def write(self, event, *, by=None, about=None, school=None, **detail):
        return self.create(
            event=event, by_id=by and by.pk, about_id=about and about.pk, school_id=school and school.pk, detail=detail
        )

    def write_for(self, event, user, **detail):
        """What somebody does for themselves is written down at each school where they work, or at none."""
        for school in user.schools or [None]:
            self.write(event, by=user, about=user, school=school, **detail)

    def update(self, **fields):
        raise TypeError("What was written down is not changed.")

    def delete(self):
        raise TypeError("What was written down is not taken away before its time.")

    def forget_old(self):
        """The one way out: a year has passed."""
        old = self.filter(at__lt=timezone.now() - KEPT)
        return old._raw_delete(old.db)


class AuditEntry(models.Model):
    """Who did what to whom, as numbers that lead to nobody once they are erased: no names, no addresses.

    Only ever added to; a trigger of the database refuses changes, too.
    """

    at = models.DateTimeField(default=timezone.now, db_index=True)
    event = models.CharField(max_length=30, choices=Event)
    by_id = models.BigIntegerField(null=True, help_text="The user who did it")
    about_id = models.BigIntegerField(null=True, help_text="The user to whom it was done")
    school_id = models.BigIntegerField(null=True)
    detail = models.JSONField(default=dict)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["school_id", "-at"], name="audit_of_school")]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.event}"

    def save(self, **options):
        if self.pk:
            raise TypeError("What was written down is not changed.")
        super().save(**options)

    def delete(self, **options):
        raise TypeError("What was written down is not taken away before its time.")
