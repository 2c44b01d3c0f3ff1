from django.core.files.storage import default_storage
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Enrolment, Membership, User
from accounts.names import LONGEST
from pages.models import Leased, LeasedQuerySet

from ..paper import Paper
from .codes import CODE_GROUP, new_code, plain_code

FOLDER = "certificates/"


class CertificateQuerySet(LeasedQuerySet):
    def current(self):
        return self.filter(revoked_at=None)

    def adults(self):
        return self.filter(kind__in=Certificate.ADULTS)

    def visible_to(self, user):
        """Its own learner, and the staff who see one of the learner's classes; never a classmate. A certificate of
        staff is seen by who answers for the school, too; a family's by nobody else."""
        staff = Membership.objects.current().filter(school__in=user.answered_schools).values("user")
        return self.filter(
            models.Q(learner__in=User.objects.visible_to(user))
            | models.Q(kind=Certificate.Kind.STAFF, learner__in=staff.order_by())
        )

    def changeable_by(self, user):
        """The newest of a pupil's by the staff who see the class, of staff's by their school admin; and a guardian's
        by themselves, because nobody else has anything to do with it."""
        if user.is_learner:
            return self.none()
        staff = Membership.objects.current().filter(school__in=user.managed_schools).values("user")
        kinds = Certificate.Kind
        return self.filter(
            models.Q(learner__in=User.objects.visible_to(user)) & ~models.Q(kind__in=Certificate.ADULTS)
            | models.Q(kind=kinds.STAFF, learner__in=staff.order_by())
            | models.Q(kind=kinds.FAMILY, learner=user.pk),
            replaced_by=None,
        )

    def downloadable(self):
        """What holds; and what was renewed, which was true in its time."""
        return self.filter(models.Q(revoked_at=None) | models.Q(ended_as=Certificate.Ended.RENEWED))

    def of_class(self, class_group):
        """Those of who is in the class now, and of the class as a whole; never an adult's own."""
        places = Enrolment.objects.here().filter(class_group=class_group).order_by().values("learner")
        learners = models.Q(learner__in=places)
        if class_group.learner_id:
            learners |= models.Q(learner=class_group.learner_id)
        return self.filter(learners).exclude(kind__in=Certificate.ADULTS)

    def for_class(self, class_group, course_key):
        """What the class has earned in a course so far, in the order of the card numbers."""
        return (
            self.current()
            .filter(
                course_key=course_key,
                learner__enrolments__class_group=class_group,
                learner__enrolments__ended_at=None,
            )
            .order_by("learner__enrolments__number", "kind")  # a course's after attendance
        )

    def with_code(self, typed):
        """The certificate that a code belongs to, however it was typed. A pupil's that was revoked is not found, as
        if there had never been one."""
        known = models.Q(revoked_at=None) | models.Q(kind__in=Certificate.ADULTS)
        return self.filter(known, code=plain_code(typed))

    def tell(self):
        """Note that somebody is told of these; how many nobody was told of before."""
        return self.filter(told_at=None).update(told_at=timezone.now())

    def print_again(self):
        """Set due what is done or was given up, as if it had just been awarded."""
        return self.update(done_at=None, failed_at=None, last_error="", pdf="", tries=0, lease_until=timezone.now())

    def delete(self):
        """The rows, and the files that were made of them."""
        files = list(self.exclude(pdf="").values_list("pdf", flat=True))
        deleted = super().delete()
        for name in files:
            default_storage.delete(name)
        return deleted

    delete.alters_data = delete.queryset_only = True


class Certificate(Leased):
    """What was earned, with all that is printed on it. The PDF is made from this row alone."""

    class Kind(models.TextChoices):
        COURSE = "course", _("Course")
        CLASS = "class", _("Class")
        ATTENDANCE = "attendance", _("Attendance")
        FAMILY = "family", _("Family")
        STAFF = "staff", _("Staff")

    class Ended(models.TextChoices):
        WITHDRAWN = "withdrawn", _("Withdrawn")
        REPLACED = "replaced", _("Replaced")
        RENEWED = "renewed", _("Renewed")

    ADULTS = {Kind.FAMILY, Kind.STAFF}

    learner = models.ForeignKey(User, models.CASCADE, related_name="certificates")
    course_key = models.UUIDField(help_text=_("The course’s translation key"))
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.COURSE)
    name = models.CharField(max_length=LONGEST, blank=True)
    title = models.CharField(max_length=120)
    band = models.CharField(max_length=20)
    school = models.CharField(max_length=120, blank=True)
    logo = models.CharField(max_length=120, blank=True, help_text=_("The school’s, as it was: a stored picture"))
    minutes = models.PositiveSmallIntegerField(default=0)
    awarded_on = models.DateField(default=timezone.localdate)
    content_digest = models.CharField(max_length=64, help_text=_("SHA-256 of what was taught"))
    design = models.CharField(max_length=40)
    paper = models.CharField(max_length=10, choices=Paper, default=Paper.A4)
    code = models.CharField(max_length=20, unique=True, default=new_code)
    expires_on = models.DateField(null=True, blank=True, help_text=_("The last day on which it holds"))
    revoked_at = models.DateTimeField(null=True, blank=True)
    ended_as = models.CharField(max_length=10, choices=Ended, blank=True)
    replaces = models.OneToOneField("self", models.SET_NULL, null=True, blank=True, related_name="replaced_by")
    told_at = models.DateTimeField(null=True, blank=True, help_text=_("When a mail about it was written"))
    reminded_at = models.DateTimeField(null=True, blank=True)
    pdf = models.FileField(upload_to=FOLDER, blank=True)
    name_by_hand = models.BooleanField(
        default=False, editable=False, help_text=_("The PDF has an empty line where the name is to be written")
    )

    objects = CertificateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "learner",
                "course_key",
                "kind",
                name="one_current_certificate",
                condition=models.Q(revoked_at=None),
            )
        ]

    def __str__(self):
        return f"{self.title}, {self.awarded_on}"

    def delete(self, *args, **kwargs):
        deleted = super().delete(*args, **kwargs)
        if self.pdf:
            default_storage.delete(self.pdf.name)
        return deleted

    def get_absolute_url(self):
        return reverse("certificates:certificate", args=[self.pk])

    @property
    def is_ready(self):
        return self.done_at is not None

    @property
    def is_for_an_adult(self):
        """Kept for a training record: archived (PDF/A), signed, with a credential. Pupils' are none of that."""
        return self.kind in self.ADULTS

    @property
    def printed_name(self):
        """The name that we wrote on it; none where that was left to a pen or a browser."""
        return "" if self.name_by_hand else self.name

    @property
    def has_expired(self):
        return self.expires_on is not None and self.expires_on < timezone.localdate()

    @property
    def state(self):
        """ready, printing, late (it went wrong and is tried again) or failed (somebody must look)."""
        if self.is_ready:
            return "ready"
        if self.failed_at:
            return "failed"
        return "late" if self.last_error else "printing"

    @property
    def readable_code(self):
        """The code in groups that can be read out."""
        return "-".join(self.code[i : i + CODE_GROUP] for i in range(0, len(self.code), CODE_GROUP))

    def end(self, how):
        """It holds no more; False when that was so already."""
        self.revoked_at, self.ended_as = timezone.now(), how
        ended = Certificate.objects.current().filter(pk=self.pk)
        return bool(ended.update(revoked_at=self.revoked_at, ended_as=how))

    def done(self, name, *, name_by_hand):
        """Note that the PDF is stored under `name`; False when another was quicker or the row is gone."""
        noted = Certificate.objects.filter(pk=self.pk, done_at=None).update(
            pdf=name, name_by_hand=name_by_hand, done_at=timezone.now(), failed_at=None, last_error=""
        )
        return bool(noted)
