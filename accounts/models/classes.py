import secrets
from datetime import timedelta

from config.prepared import prepared
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.choices import AgeBand, Event, Role

from .audit import AuditEntry
from .people import User
from .schools import School
from .throttle import door_name

CODE_ALPHABET = "BCDFGHJKLMNPQRSTVWXZ"  # no vowels, so no rude words; no digits, so no O/0 or I/1
CODE_LENGTH = 6
CARD_NUMBERS = range(1, 41)
UNDO = timedelta(days=30)  # to take a deletion back


def new_code():
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


NOWHERE = 0  # the number of no school


def schools_of(user):
    """The numbers of the schools that they see the whole of, and of those where they teach. No list is empty."""
    whole = [m.school_id for m in user.current_memberships if m.role != Role.TEACHER]
    taught = [m.school_id for m in user.current_memberships if m.role == Role.TEACHER]
    return whole or [NOWHERE], taught or [NOWHERE]


class ClassGroupQuerySet(models.QuerySet):
    def current(self):
        return self.filter(archived_at=None)

    def archived(self):
        return self.exclude(archived_at=None).filter(deleted_at=None)

    def visible_to(self, user):
        """A teacher sees the classes they teach, leads and school admins their school's, archived ones too;
        a pupil the classes they are in now. Who has left sees nothing, and nobody a class that was deleted."""
        return self.within_reach_of(user).filter(deleted_at=None)

    def restorable_by(self, user):
        """Deleted, and not yet for good."""
        return self.within_reach_of(user).filter(deleted_at__gt=timezone.now() - UNDO)

    def past_undoing(self):
        return self.filter(deleted_at__lte=timezone.now() - UNDO)

    def within_reach_of(self, user):
        if user.is_learner:
            return self.current().filter(enrolments__learner=user, enrolments__ended_at=None)
        return self.of_staff(user.pk, *schools_of(user))

    def of_staff(self, user, whole, taught):
        """All of the schools `whole`; of the schools `taught`, those that this user teaches."""
        own = self.model.teachers.through.objects.filter(user__pk=user).values("classgroup_id")
        return self.filter(models.Q(school__pk__in=whole) | models.Q(school__pk__in=taught, pk__in=own))


@prepared
def class_of_staff(pk, user, whole, taught):
    classes = ClassGroup.objects.of_staff(user, whole, taught).filter(deleted_at=None)
    return classes.filter(pk=pk).select_related("school")


def class_for(user, pk):
    """As `visible_to` for staff, with its school, or None: each page of a class asks this."""
    return next(iter(class_of_staff(pk, user.pk, *schools_of(user))), None)


@prepared
def current_classes_of_staff(user, whole, taught):
    classes = ClassGroup.objects.of_staff(user, whole, taught).filter(deleted_at=None).current()
    return classes.order_by("name", "pk").values_list("pk", "name", "school__name", named=True)


def current_classes_for(user):
    """(pk, name, school__name) of the classes that this member of staff sees and that are not archived."""
    return current_classes_of_staff(user.pk, *schools_of(user))


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
    deleted_at = models.DateTimeField(null=True, blank=True, help_text="A deleted class is archived, too")
    came_from = models.OneToOneField("self", models.SET_NULL, null=True, blank=True, related_name="went_on_as")

    objects = ClassGroupQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    @property
    def room(self):
        """What the doors of its cards lie in; see `accounts.throttle`."""
        return door_name("class", self.code)

    @property
    def has_cards(self):
        """Sparks are led by an adult on one screen, and have no accounts."""
        return self.band != AgeBand.SPARKS

    @property
    def is_archived(self):
        return self.archived_at is not None

    @property
    def gone_for_good_at(self):
        return self.deleted_at + UNDO

    def hold(self):
        """The row as it is now; whoever else would change it waits for the end of the transaction."""
        return ClassGroup.objects.select_for_update().get(pk=self.pk)

    @transaction.atomic
    def enrol(self, display_name, by_ticket=False):
        """Add a pupil under the first free card number; ValueError says why it cannot be done."""
        return self.enrolments.create(number=self.free_number(), learner=self.new_pupil(display_name, by_ticket))

    def new_pupil(self, display_name, by_ticket):
        return User.objects.create_pupil(display_name, self.school, by_ticket=by_ticket)

    def free_number(self):
        """Inside a transaction: numbers are given out one at a time."""
        self.hold()
        taken = set(self.enrolments.filter(ended_at=None).values_list("number", flat=True))
        number = next((n for n in CARD_NUMBERS if n not in taken), None)
        if number is None:
            raise ValueError(_("This class is full: it has %(most)d pupils.") % {"most": len(CARD_NUMBERS)})
        return number

    @transaction.atomic
    def as_learner(self):
        """The user who stands for the whole class; made when the class first does something together."""
        mine = ClassGroup.objects.select_for_update().get(pk=self.pk)
        if mine.learner is None:
            mine.learner = User.objects.create_class(self)
            mine.save(update_fields=["learner"])
        return mine.learner

    # --- who teaches it ---

    @property
    def possible_teachers(self):
        """The school's teachers who do not teach it yet."""
        members = self.school.memberships.current().filter(role=Role.TEACHER, user__is_active=True)
        return User.objects.filter(pk__in=members.values("user")).exclude(classes_taught=self).order_by("display_name")

    @transaction.atomic
    def add_teacher(self, user, by):
        """ValueError, in a sentence, for somebody who does not teach at the school."""
        self.hold()
        if not self.school.memberships.current().filter(role=Role.TEACHER, user=user).exists():
            raise ValueError(_("Only a teacher of your school can teach this class."))
        self.teachers.add(user)
        self.note(Event.CLASS_TEACHER_ADDED, by, user)

    @transaction.atomic
    def remove_teacher(self, user, by):
        """ValueError, in a sentence, for the last one: a class is handed over, and not left alone."""
        self.hold()
        if not self.teachers.exclude(pk=user.pk).exists():
            raise ValueError(_("A class keeps one teacher at least. Hand it over instead."))
        self.teachers.remove(user)
        self.note(Event.CLASS_TEACHER_REMOVED, by, user)

    @transaction.atomic
    def hand_over(self, to, by):
        """From now on one teacher, `to`, has the class, and nobody else."""
        self.add_teacher(to, by)
        for teacher in self.teachers.exclude(pk=to.pk):
            self.remove_teacher(teacher, by)

    def note(self, event, by, about=None, **detail):
        AuditEntry.objects.write(event, by=by, about=about, school=self.school, class_group=self.pk, **detail)

    # --- the end of a year ---

    @transaction.atomic
    def archive(self, by):
        """Out of the way, with all that was done in it; cards do not open until it is taken out again."""
        if not self.hold().is_archived:
            self._set(archived_at=timezone.now())
            self.note(Event.CLASS_ARCHIVED, by)
            self._sign_out()

    @transaction.atomic
    def unarchive(self, by):
        if self.hold().is_archived:
            self._set(archived_at=None)
            self.note(Event.CLASS_RESTORED, by)

    @transaction.atomic
    def delete_later(self, by):
        """Gone for everybody; for good in thirty days."""
        now = self.hold()
        if now.deleted_at is None:
            moment = timezone.now()
            self._set(deleted_at=moment, archived_at=now.archived_at or moment)
            self.note(Event.CLASS_DELETED, by)
            self._sign_out()

    @transaction.atomic
    def undelete(self, by):
        """As it was: a class that was archived before stays so."""
        now = self.hold()
        if now.deleted_at is not None:
            self._set(deleted_at=None, archived_at=None if now.archived_at == now.deleted_at else now.archived_at)
            self.note(Event.CLASS_RESTORED, by)

    def _set(self, **fields):
        for name, value in fields.items():
            setattr(self, name, value)
        self.save(update_fields=list(fields))

    def _sign_out(self):
        for place in self.enrolments.filter(ended_at=None).select_related("learner"):
            place.learner.sign_out_everywhere()
