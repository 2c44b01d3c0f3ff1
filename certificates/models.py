import secrets

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet

from accounts.models import User
from courses.models import Course
from pages.models import Leased, LeasedQuerySet

from .designs import DESIGNS

CODE_ALPHABET = "23456789BCDFGHJKMNPQRTVWXYZ"  # nothing that is easily misread on paper


def new_code():
    """A verify code of 80 bits or more: 27 letters, 17 of them."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(17))


@register_snippet
class CourseCertificate(models.Model):
    """Which design a course's certificates have."""

    course = models.OneToOneField(Course, models.CASCADE, related_name="certificate")
    design = models.CharField(max_length=40, choices=[(design.slug, design.title) for design in DESIGNS])

    panels = [FieldPanel("course"), FieldPanel("design")]

    def __str__(self):
        return str(self.course)


class CertificateQuerySet(LeasedQuerySet):
    def current(self):
        return self.filter(revoked_at=None)

    def visible_to(self, user):
        """Its learner, and the staff who see one of the learner's classes."""
        return self.filter(learner__in=User.objects.visible_to(user))


class Certificate(Leased):
    """What was earned, with all that is printed on it. The PDF is made from this row alone."""

    class Kind(models.TextChoices):
        COURSE = "course", _("Course")
        CLASS = "class", _("Class")
        ATTENDANCE = "attendance", _("Attendance")
        FAMILY = "family", _("Family")
        STAFF = "staff", _("Staff")

    learner = models.ForeignKey(User, models.CASCADE, related_name="certificates")
    course_key = models.UUIDField(help_text=_("The course's translation key"))
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.COURSE)
    name = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=120)
    band = models.CharField(max_length=20)
    school = models.CharField(max_length=120, blank=True)
    minutes = models.PositiveSmallIntegerField(default=0)
    awarded_on = models.DateField(default=timezone.localdate)
    content_digest = models.CharField(max_length=64, help_text=_("SHA-256 of what was taught"))
    design = models.CharField(max_length=40)
    code = models.CharField(max_length=20, unique=True, default=new_code)
    revoked_at = models.DateTimeField(null=True, blank=True)
    pdf = models.FileField(upload_to="certificates/", blank=True)

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

    @property
    def is_ready(self):
        return self.done_at is not None

    @property
    def readable_code(self):
        """The code in groups that can be read out."""
        return "-".join(self.code[i : i + 4] for i in range(0, len(self.code), 4))
