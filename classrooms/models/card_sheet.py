from datetime import timedelta

from django.db import IntegrityError, models, transaction
from django.utils import timezone

from accounts.models import ClassGroup, Enrolment, User
from pages.models import Leased, LeasedQuerySet

FETCHED_WITHIN = timedelta(minutes=15)


class CardSheetQuerySet(LeasedQuerySet):
    def visible_to(self, user):
        return self.filter(class_group__in=ClassGroup.objects.visible_to(user).order_by())

    def waiting(self):
        return self.filter(done_at=None, failed_at=None)

    def ask(self, class_group, by, places=()):
        """The sheet that the worker draws next for a class: for these Enrolments, or for everybody in it.
        Asked twice, or in two windows at once, it is one sheet."""
        try:
            with transaction.atomic():
                return self.create(class_group=class_group, asked_by=by, places=[place.pk for place in places])
        except IntegrityError:
            return self.waiting().get(class_group=class_group)

    def readable(self):
        return self.filter(until__gt=timezone.now())

    def forget(self):
        """The words stand on paper now: take the PDFs away."""
        return self.exclude(pdf=None).filter(until__lte=timezone.now()).update(pdf=None)


class CardSheet(Leased):
    """Cards to draw for a class. The worker draws the words while it renders; the PDF is gone after a quarter of an
    hour, and nothing but paper has the words from then on."""

    class_group = models.ForeignKey(ClassGroup, models.CASCADE, related_name="card_sheets")
    asked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    places = models.JSONField(default=list, help_text="Enrolments; empty: everybody in the class")
    size = models.PositiveSmallIntegerField(default=0, help_text="How many cards it has")
    pdf = models.BinaryField(null=True)
    until = models.DateTimeField(null=True, blank=True)

    objects = CardSheetQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                "class_group", name="one_sheet_waits", condition=models.Q(done_at=None, failed_at=None)
            )
        ]

    def __str__(self):
        return f"cards of class {self.class_group_id}"

    @property
    def state(self):
        """ready, drawing, late (it went wrong and is tried again), failed or gone"""
        if self.done_at:
            return "ready" if self.until > timezone.now() and self.pdf else "gone"
        if self.failed_at:
            return "failed"
        return "late" if self.last_error else "drawing"

    def enrolments(self):
        """Who gets a card; whoever has left since does not."""
        places = Enrolment.objects.current().filter(class_group=self.class_group)
        places = places.filter(pk__in=self.places) if self.places else places
        return list(places.select_related("learner", "class_group").order_by("number"))

    def keep(self, pdf, size):
        """Note the PDF; False when another worker was quicker, or the row is gone. Inside the transaction that stores
        the hashes. Earlier sheets may show words that are void now, and go."""
        now = timezone.now()
        kept = CardSheet.objects.filter(pk=self.pk, done_at=None).update(
            pdf=pdf, size=size, until=now + FETCHED_WITHIN, done_at=now, last_error=""
        )
        CardSheet.objects.filter(class_group=self.class_group_id, done_at__lt=now).update(pdf=None)
        return bool(kept)
