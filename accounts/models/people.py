from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.choices import Kind, Nation, Role


def display(user):
    """The name that a page shows for a user; never an e-mail of somebody else."""
    return user.display_name or user.email or ""


class School(models.Model):
    """The tenant. A school holds named pupils only once an operator has approved it."""

    name = models.CharField(max_length=120)
    nation = models.CharField(max_length=20, choices=Nation)
    approved_at = models.DateTimeField(null=True, blank=True)

    def __str__(self):
        return self.name

    @property
    def safeguarding_lead_title(self):
        return Nation(self.nation).safeguarding_lead


class UserQuerySet(models.QuerySet):
    def adults(self):
        return self.filter(kind=Kind.ADULT)

    def visible_to(self, user):
        """Themselves, and for staff the learners of the classes they see."""
        from .classes import ClassGroup

        return self.filter(
            models.Q(pk=user.pk) | models.Q(enrolments__class_group__in=ClassGroup.objects.visible_to(user).order_by())
        ).distinct()


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_adult(self, email, display_name="", password=None, **fields):
        user = self.model(
            kind=Kind.ADULT, email=self.normalize_email(email).lower(), display_name=display_name, **fields
        )
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_adult(email, password=password, is_staff=True, is_superuser=True, **fields)

    def create_pupil(self, display_name, school):
        pupil = self.model(kind=Kind.PUPIL, display_name=display_name, school=school)
        pupil.set_unusable_password()
        pupil.save(using=self._db)
        return pupil


class User(AbstractBaseUser, PermissionsMixin):
    """Whoever learns or teaches: pupils, guests, classes and children of families have no e-mail."""

    kind = models.CharField(max_length=10, choices=Kind, default=Kind.ADULT)
    email = models.EmailField(_("e-mail address"), unique=True, null=True, blank=True)
    display_name = models.CharField(_("name"), max_length=60, blank=True)
    school = models.ForeignKey(
        School, models.CASCADE, null=True, blank=True, related_name="learners", help_text=_("Learners only")
    )
    is_staff = models.BooleanField(_("editor"), default=False)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="only_adults_have_an_email",
                condition=models.Q(kind=Kind.ADULT, email__isnull=False)
                | ~models.Q(kind=Kind.ADULT) & models.Q(email__isnull=True),
            )
        ]

    def __str__(self):
        return display(self)

    def get_full_name(self):
        return display(self)

    get_short_name = get_full_name

    @property
    def is_learner(self):
        """Signed in as somebody whose answers are stored."""
        return self.kind in {Kind.PUPIL, Kind.GUEST, Kind.CHILD}

    @property
    def is_child(self):
        return self.kind in {Kind.PUPIL, Kind.CHILD}

    @cached_property
    def current_memberships(self):
        return list(self.memberships.current().select_related("school")) if self.kind == Kind.ADULT else []

    @property
    def is_school_staff(self):
        return bool(self.current_memberships)

    @property
    def can_edit(self):
        """May open the CMS; children and teachers never do."""
        return self.kind == Kind.ADULT and self.has_perm("wagtailadmin.access_admin")

    def sign_out_everywhere(self):
        """End the sessions of a user who signs in by card, at their next request."""
        self.set_unusable_password()
        self.save(update_fields=["password"])


class MembershipQuerySet(models.QuerySet):
    def current(self):
        return self.filter(ended_at__isnull=True)


class Membership(models.Model):
    """An adult's role in a school. Its end closes the door at the next request."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    school = models.ForeignKey(School, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)
    started_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "user",
                "school",
                "role",
                name="one_current_membership",
                condition=models.Q(ended_at__isnull=True),
            )
        ]

    def __str__(self):
        return f"{self.user}: {self.get_role_display()}, {self.school}"
