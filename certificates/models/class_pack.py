"""A class's certificates in one go."""

from datetime import timedelta

from django.core.files.storage import default_storage
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from accounts.models import ClassGroup, User
from pages.models import Leased, LeasedQuerySet

from .certificate import Certificate

PACKS = "packs/"
KEPT = timedelta(hours=24)


class ClassPackQuerySet(LeasedQuerySet):
    def visible_to(self, user):
        return self.filter(class_group__in=ClassGroup.objects.visible_to(user).order_by())

    def waiting(self):
        return self.filter(done_at=None, failed_at=None)

    def ask(self, class_group, course_key, by):
        """(the pack that the worker makes next of a class and a course, whether it is new)
        Asked twice, or by two at once, it is one."""
        try:
            with transaction.atomic():
                return self.create(class_group=class_group, course_key=course_key, by=by), True
        except IntegrityError:
            return self.waiting().get(class_group=class_group, course_key=course_key), False

    def newest_of(self, class_group):
        """Course key -> the pack that was asked for last."""
        return {pack.course_key: pack for pack in self.filter(class_group=class_group).order_by("pk")}

    def over(self):
        """Those whose files go: a day has passed, or a certificate in it is no more."""
        return [pack for pack in self.exclude(pdf="") if not pack.is_there]

    def forget(self):
        """Take the files of those away, and the rows of a week ago."""
        for pack in self.over():
            pack.drop_files()
        self.filter(asked_at__lt=timezone.now() - timedelta(days=7)).delete()


class ClassPack(Leased):
    """One PDF to print and one ZIP with a file for each pupil. The worker makes them; they are there for a day."""

    class_group = models.ForeignKey(ClassGroup, models.CASCADE, related_name="packs")
    course_key = models.UUIDField()
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    size = models.PositiveSmallIntegerField(default=0, help_text="How many certificates it is to have")
    printed = models.PositiveSmallIntegerField(default=0, help_text="How many are printed so far")
    certificates = models.JSONField(default=list, help_text="Those in it")
    missing = models.JSONField(default=list, help_text="Those that could not be printed")
    pdf = models.CharField(max_length=100, blank=True)
    zip = models.CharField(max_length=100, blank=True)
    until = models.DateTimeField(null=True, blank=True)

    objects = ClassPackQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "class_group", "course_key", name="one_pack_waits", condition=models.Q(done_at=None, failed_at=None)
            )
        ]

    def __str__(self):
        return f"pack of class {self.class_group_id}"

    @property
    def state(self):
        """ready, making, late (it went wrong and is tried again), cancelled, failed or gone"""
        if self.cancelled_at:
            return "cancelled"
        if self.done_at:
            return "ready" if self.is_there else "gone"
        if self.failed_at:
            return "failed"
        return "late" if self.last_error else "making"

    @property
    def is_waiting(self):
        return self.state in {"making", "late"}

    @property
    def is_there(self):
        """Its files, and each certificate in them: one that was corrected or erased since takes the pack along."""
        if not self.pdf or self.until is None or self.until <= timezone.now():
            return False
        return Certificate.objects.current().filter(pk__in=self.certificates).count() == len(self.certificates)

    def goes_on(self, printed):
        """Note how far it is; False when it was cancelled, or somebody else has it."""
        self.printed = printed
        until = timezone.now() + timedelta(seconds=self.LEASE_SECONDS)
        return bool(self.mine().update(size=self.size, printed=printed, lease_until=until))

    def mine(self):
        """The row, while it waits and the worker that holds this copy is the last one to have claimed it."""
        return ClassPack.objects.waiting().filter(pk=self.pk, tries=self.tries)

    def keep(self, pdf, zip, certificates, missing):
        """Note where the files are; False when it was cancelled meanwhile, or another worker was quicker."""
        now = timezone.now()
        kept = self.mine().update(
            pdf=pdf, zip=zip, certificates=certificates, missing=missing, until=now + KEPT, done_at=now, last_error=""
        )
        return bool(kept)

    def give_up(self, missing):
        """Not one of them could be printed."""
        self.mine().update(missing=missing, failed_at=timezone.now())

    def cancel(self):
        """Nobody waits for it any more. The certificates that are printed stay."""
        now = timezone.now()
        ClassPack.objects.waiting().filter(pk=self.pk).update(cancelled_at=now, failed_at=now)

    def drop_files(self):
        for name in (self.pdf, self.zip):
            if name:
                default_storage.delete(name)
        ClassPack.objects.filter(pk=self.pk).update(pdf="", zip="")
