import hashlib

from django.contrib.auth.hashers import check_password
from django.db import models, transaction
from django.utils import timezone

from accounts import throttle
from accounts.choices import Kind

from .classes import ClassGroup
from .people import User
from .throttle import door_name


class EnrolmentQuerySet(models.QuerySet):
    def current(self):
        return self.filter(ended_at=None, class_group__archived_at=None)

    def here(self):
        """Whoever has not left, in an archived class, too."""
        return self.filter(ended_at=None)

    def left(self):
        """Whoever was here; `elsewhere` says whether they are in another class now."""
        now = Enrolment.objects.current().filter(learner=models.OuterRef("learner"))
        return self.exclude(ended_at=None).annotate(elsewhere=models.Exists(now))

    def without_card(self):
        live = Card.objects.live().filter(once=False)
        return self.here().exclude(pk__in=live.values("enrolment"))

    def visible_to(self, user):
        """Those of the classes that staff see; a child sees only their own."""
        if user.is_learner:
            return self.current().filter(learner=user)
        return self.filter(class_group__in=ClassGroup.objects.visible_to(user).order_by())

    def locked_of(self, class_group):
        """Who guessed too often today and waits for their teacher."""
        shut = throttle.shut(class_group.room, throttle.CARDS)
        if not shut:
            return []
        places = self.current().filter(class_group=class_group).select_related("learner", "class_group")
        return [place for place in places if place.door in shut]


class Enrolment(models.Model):
    """A learner's place in a class, and the number on their card."""

    class_group = models.ForeignKey(ClassGroup, models.CASCADE, related_name="enrolments")
    learner = models.ForeignKey(User, models.CASCADE, related_name="enrolments")
    number = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    gaps = models.JSONField(default=list, editable=False, help_text="[[left, came back], ...], in ISO format, UTC")

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                "class_group", "number", name="one_card_number", condition=models.Q(ended_at__isnull=True)
            ),
            models.UniqueConstraint("class_group", "learner", name="enrolled_once"),
        ]

    def __str__(self):
        return f"{self.class_group} {self.number}"

    @property
    def door(self):
        return door_name("card", self.class_group.code, self.number)

    def unlock(self):
        """A teacher's tap: the pupil may try their card again, on any device."""
        throttle.forgive(self.door)

    @transaction.atomic
    def end(self):
        """The pupil leaves the class: the card is void, and the number free for somebody else."""
        self.ended_at = timezone.now()
        self.save(update_fields=["ended_at"])
        self.cards.filter(void_at=None).update(void_at=self.ended_at)
        self.learner.sign_out_everywhere()

    @transaction.atomic
    def come_back(self):
        """A pupil who had left is in the class again, under a number that is free."""
        if self.ended_at is not None:
            self.gaps = [*self.gaps, [self.ended_at.isoformat(), timezone.now().isoformat()]]
            self.number, self.ended_at = self.class_group.free_number(), None
            self.save(update_fields=["number", "ended_at", "gaps"])

    @transaction.atomic
    def move_to(self, class_group):
        """Into another class of the school, with all that the pupil did; the card is void."""
        if class_group.school_id != self.class_group.school_id:
            raise ValueError("another school")  # no page offers it
        if Enrolment.objects.select_for_update().get(pk=self.pk).ended_at is not None:
            return None
        self.end()
        if before := class_group.enrolments.filter(learner=self.learner).first():
            before.come_back()
            return before
        return class_group.enrolments.create(learner=self.learner, number=class_group.free_number())


class CardQuerySet(models.QuerySet):
    def live(self):
        return self.filter(void_at__isnull=True, expires_at__gt=timezone.now())


class Card(models.Model):
    """What a pupil shows to get in: three words, or the token in the QR code. Only hashes are kept."""

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="cards")
    words = models.CharField(max_length=128)
    token = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    void_at = models.DateTimeField(null=True, blank=True)
    once = models.BooleanField(default=False, help_text="Lets its pupil in one time, without the card")

    objects = CardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "enrolment", "once", name="one_live_card", condition=models.Q(void_at__isnull=True)
            )
        ]

    def __str__(self):
        return f"{self.enrolment}, {self.issued_at:%Y-%m-%d}"

    @property
    def is_open(self):
        """Lets its pupil in today."""
        place, now = self.enrolment, timezone.now()
        return (
            self.void_at is None
            and self.expires_at > now
            and place.ended_at is None
            and place.class_group.archived_at is None
            and place.learner.is_active
            and place.learner.kind == Kind.PUPIL
        )

    @staticmethod
    def digest(token):
        """A random token of 128 bits needs no slow hash."""
        return hashlib.sha256(token.encode()).hexdigest()

    def use_up(self):
        """False when somebody else was let in by this first; an ordinary card opens again and again."""
        if not self.once:
            return True
        return bool(Card.objects.filter(pk=self.pk, void_at=None).update(void_at=timezone.now()))

    def opens_with(self, words):
        return check_password(words, self.words)
