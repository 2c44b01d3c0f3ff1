from datetime import timedelta

from django.db import IntegrityError, models, transaction
from django.utils import timezone

from accounts.models import School, User
from pages.models import Leased, LeasedQuerySet

KEPT = timedelta(days=30)


class EvidencePackQuerySet(LeasedQuerySet):
    def visible_to(self, user):
        return self.filter(school__in=School.objects.visible_to(user))

    def waiting(self):
        return self.filter(done_at=None, failed_at=None)

    def ask(self, school, period, by):
        """The pack that the worker makes next of a period; asked twice, it is one."""
        try:
            with transaction.atomic():
                return self.create(school=school, period=period.slug, asked_by=by)
        except IntegrityError:
            return self.waiting().filter(school=school, period=period.slug).first()

    def forget(self):
        """It can be made again at any time."""
        return self.filter(asked_at__lt=timezone.now() - KEPT).delete()


class EvidencePack(Leased):
    """What a school did in a term or a year, as one PDF that names no pupil. The worker makes it."""

    school = models.ForeignKey(School, models.CASCADE, related_name="evidence_packs")
    period = models.CharField(max_length=20)
    asked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    pdf = models.BinaryField(null=True)

    objects = EvidencePackQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                "school", "period", name="one_evidence_pack_waits", condition=models.Q(done_at=None, failed_at=None)
            )
        ]

    def __str__(self):
        return f"evidence of {self.period}"

    @property
    def state(self):
        """ready, making, late (it went wrong and is tried again) or failed"""
        if self.done_at:
            return "ready"
        if self.failed_at:
            return "failed"
        return "late" if self.last_error else "making"

    def keep(self, pdf):
        self.pdf, self.done_at, self.last_error = pdf, timezone.now(), ""
        self.save(update_fields=["pdf", "done_at", "last_error"])
