import hashlib
import secrets

from django.contrib.auth.hashers import check_password
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import throttle
from accounts.choices import AgeBand, Kind, Role

from .people import User
from .schools import School
from .throttle import door_name

CODE_ALPHABET = "BCDFGHJKLMNPQRSTVWXZ"  # no vowels, so no rude words; no digits, so no O/0 or I/1
CODE_LENGTH = 6
CARD_NUMBERS = range(1, 41)


def new_code():
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


class ClassGroupQuerySet(models.QuerySet):
    def current(self):
        return self.filter(archived_at=None)

    def visible_to(self, user):
        """A teacher sees the classes they teach, leads and school admins their school's, archived ones too;
        a pupil the classes they are in now. Who has left sees nothing."""
        if user.is_learner:
            return self.current().filter(enrolments__learner=user, enrolments__ended_at=None)
        memberships = user.current_memberships
        whole = [m.school_id for m in memberships if m.role != Role.TEACHER]
        taught = [m.school_id for m in memberships if m.role == Role.TEACHER]
        own = self.model.teachers.through.objects.filter(user_id=user.pk).values("classgroup_id")
        return self.filter(models.Q(school__in=whole) | models.Q(school__in=taught, pk__in=own))


class ClassGroup(models.Model):
    """A class. Its code is on each pupil's card, and says nothing by itself."""

    school = models.ForeignKey(School, models.CASCADE, related_name="class_groups")
    name = models.CharField(max_length=60)
    year_group = models.CharField(max_length=30, blank=True)
    band = models.CharField(max_length=20, choices=AgeBand)
    code = models.CharField(max_length=12, unique=True, default=new_code)
    teachers = models.ManyToManyField(User, related_name="classes_taught", blank=True)
    learner = models.OneToOneField(User, models.PROTECT, related_name="stands_for", null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = ClassGroupQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    @property
    def room(self):
        """What the doors of its cards lie in; see `accounts.throttle`."""
        return door_name("class", self.code)

    @transaction.atomic
    def enrol(self, display_name):
        """Add a pupil under the first free card number; ValueError says why it cannot be done."""
        ClassGroup.objects.select_for_update().get(pk=self.pk)  # numbers are given out one at a time
        taken = set(self.enrolments.filter(ended_at=None).values_list("number", flat=True))
        number = next((n for n in CARD_NUMBERS if n not in taken), None)
        if number is None:
            raise ValueError(_("This class is full: it has %(most)d pupils.") % {"most": len(CARD_NUMBERS)})
        pupil = User.objects.create_pupil(display_name, self.school)
        return self.enrolments.create(learner=pupil, number=number)

    @transaction.atomic
    def as_learner(self):
        """The user who stands for the whole class; made when the class first does something together."""
        mine = ClassGroup.objects.select_for_update().get(pk=self.pk)
        if mine.learner is None:
            mine.learner = User.objects.create_class(self)
            mine.save(update_fields=["learner"])
        return mine.learner


class EnrolmentQuerySet(models.QuerySet):
    def current(self):
        return self.filter(ended_at=None, class_group__archived_at=None)

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

    objects = CardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("enrolment", name="one_live_card", condition=models.Q(void_at__isnull=True))
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

    def opens_with(self, words):
        return check_password(words, self.words)
