from config.prepared import prepared
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string, salted_hmac
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.choices import AgeBand, Kind, Role
from accounts.names import LONGEST, clean_display_name

from .schools import Membership, School, memberships_of

LEARNERS = {Kind.PUPIL, Kind.GUEST, Kind.CHILD}


def new_salt():
    return get_random_string(12)


def display(user):
    """The name that a page shows for a user; never an e-mail of somebody else."""
    return user.display_name or user.email or ""


class UserQuerySet(models.QuerySet):
    def adults(self):
        return self.filter(kind=Kind.ADULT)

    def with_a_role(self):
        """Adults who work here: members of a school, editors, operators."""
        members = Membership.objects.current().values("user")
        return self.adults().filter(
            models.Q(is_superuser=True)
            | models.Q(pk__in=members)
            | models.Q(pk__in=self.model.groups.through.objects.values("user"))
        )

    def guardians(self):
        """Adults who came for themselves and their family: never a member of a school, and no editor."""
        return self.adults().filter(memberships=None, groups=None, is_staff=False, is_superuser=False)

    def home_guests(self):
        """Families who began without an account: a row that one browser knows."""
        return self.filter(kind=Kind.GUEST, school=None, preview_of=None)

    def unused_since(self, moment):
        """Nobody has signed in since; a session of an adult lasts for hours."""
        return self.filter(models.Q(last_login__lt=moment) | models.Q(last_login=None, date_joined__lt=moment))

    def visible_to(self, user):
        """Themselves; for a guardian the children they added, and for staff those who learn now in the classes they
        see. A child sees no other child."""
        from .classes import ClassGroup
        from .places import Enrolment

        if user.is_learner:
            return self.filter(pk=user.pk)
        classes = ClassGroup.objects.visible_to(user).order_by()
        places = Enrolment.objects.filter(class_group__in=classes, ended_at=None)
        return self.filter(
            models.Q(pk=user.pk)
            | models.Q(guardian=user.pk)
            | models.Q(pk__in=places.order_by().values("learner"))
            | models.Q(pk__in=classes.exclude(learner=None).values("learner"))
        )


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

    def create_class(self, class_group):
        """Who stands for a whole class, and cannot sign in."""
        return self._without_password(Kind.CLASS, class_group.name, class_group.school)

    def create_guest(self, school, display_name=""):
        """A walk-in, whose name is generated when a teacher lets them in."""
        return self._without_password(Kind.GUEST, display_name, school)

    def create_home_guest(self):
        """A family on a device of their own: nothing is known of them but how far they are."""
        return self._without_password(Kind.GUEST, "", None, last_login=timezone.now())

    def create_child(self, guardian, display_name, band):
        """A child of a family, by a nickname; ValueError, in a sentence, for one that cannot be used."""
        return self._without_password(
            Kind.CHILD, clean_display_name(display_name), None, guardian=guardian, band=AgeBand(band)
        )

    def create_preview(self, class_group):
        """What a teacher looks as when they see a class as a pupil: in no list, and gone the next day."""
        return self._without_password(Kind.GUEST, gettext("Preview"), class_group.school, preview_of=class_group)

    def create_cover(self, school):
        """Whoever opened a cover link: no name of their own, no address, and no other way to sign in."""
        return self._without_password(Kind.COVER, gettext("Cover teacher"), school)

    def _without_password(self, kind, display_name, school, **fields):
        user = self.model(kind=kind, display_name=display_name, school=school, **fields)
        user.set_unusable_password()
        user.save(using=self._db)
        return user

    def create_pupil(self, display_name, school, by_ticket=False):
        """ValueError, in a sentence, for a name that cannot be used, or a school that may not hold names yet.
        A pupil `by_ticket` has a generated name, which every school may hold."""
        if not by_ticket:
            school.may_hold_pupils()
        name = clean_display_name(display_name)
        return self._without_password(Kind.PUPIL, name, school, by_ticket=by_ticket)


class User(AbstractBaseUser, PermissionsMixin):
    """Whoever learns or teaches: pupils, guests, classes and children of families have no e-mail."""

    kind = models.CharField(max_length=10, choices=Kind, default=Kind.ADULT)
    email = models.EmailField(_("e-mail address"), unique=True, null=True, blank=True)
    display_name = models.CharField(_("name"), max_length=LONGEST, blank=True)
    school = models.ForeignKey(
        School, models.CASCADE, null=True, blank=True, related_name="learners", help_text=_("Learners only")
    )
    preview_of = models.ForeignKey(
        "accounts.ClassGroup",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="previews",
        help_text=_("Nobody: a teacher looks at the class as a pupil would"),
    )
    guardian = models.ForeignKey(
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="children",
        help_text=_("Children of a family only"),
    )
    band = models.CharField(max_length=20, choices=AgeBand, blank=True, help_text=_("Children of a family only"))
    by_ticket = models.BooleanField(default=False, help_text=_("The name is generated, and nobody’s own"))
    is_staff = models.BooleanField(_("editor"), default=False)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now)
    session_salt = models.CharField(max_length=12, default=new_salt, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="only_adults_have_an_email",
                condition=models.Q(kind=Kind.ADULT, email__isnull=False) & ~models.Q(email="")
                | ~models.Q(kind=Kind.ADULT) & models.Q(email=None),
            ),
            models.CheckConstraint(
                name="adults_belong_by_membership", condition=~models.Q(kind=Kind.ADULT) | models.Q(school=None)
            ),
            models.CheckConstraint(
                name="pupils_have_a_school", condition=~models.Q(kind=Kind.PUPIL) | models.Q(school__isnull=False)
            ),
            models.CheckConstraint(
                name="children_have_a_guardian",
                condition=models.Q(kind=Kind.CHILD, guardian__isnull=False, school=None) & ~models.Q(band="")
                | ~models.Q(kind=Kind.CHILD) & models.Q(guardian=None, band=""),
            ),
        ]

    def __str__(self):
        return display(self)

    def get_full_name(self):
        return display(self)

    get_short_name = get_full_name

    @property
    def is_learner(self):
        """Signed in as somebody whose answers are stored."""
        return self.kind in LEARNERS

    @property
    def stands_in(self):
        """Came by a cover link, to teach one lesson."""
        return self.kind == Kind.COVER

    @property
    def is_child(self):
        return self.kind in {Kind.PUPIL, Kind.CHILD}

    @property
    def is_home_guest(self):
        """A family without an account, on the device where they began."""
        return self.kind == Kind.GUEST and not self.school_id and not self.preview_of_id

    @property
    def is_of_a_family(self):
        """A child whom a guardian added."""
        return self.kind == Kind.CHILD

    @property
    def is_guardian(self):
        """Here for their family only."""
        return self.kind == Kind.ADULT and not self.is_school_staff and not self.can_edit and not self.has_left

    @property
    def home_url(self):
        """Where this person works, or learns."""
        if self.is_of_a_family or self.is_home_guest:
            return settings.FAMILY_HOME
        if self.is_learner:
            return settings.LEARNER_HOME
        if self.is_school_staff:
            return settings.STAFF_HOME
        if self.stands_in:
            return settings.COVER_HOME
        if self.can_edit:
            return reverse("wagtailadmin_home")
        return reverse("accounts:no_school") if self.has_left else settings.FAMILY_HOME

    @property
    def own_name(self):
        """The name that may stand on paper: none for a pupil whom we know by a generated one."""
        return "" if self.by_ticket else self.display_name

    def rename(self, display_name):
        """How a pupil or child is called from now on; ValueError, in a sentence, as for a new one."""
        if not self.is_of_a_family:
            self.school.may_hold_pupils()
        self.display_name, self.by_ticket = clean_display_name(display_name), False
        self.save(update_fields=["display_name", "by_ticket"])

    @cached_property
    def current_memberships(self):
        return memberships_of(self) if self.kind == Kind.ADULT else []

    @property
    def is_school_staff(self):
        return bool(self.current_memberships)

    @property
    def has_left(self):
        """Worked at a school, and works at none now."""
        return self.kind == Kind.ADULT and not self.current_memberships and self.memberships.exists()

    @property
    def schools(self):
        """Where they work now, each once."""
        return list({membership.school_id: membership.school for membership in self.current_memberships}.values())

    @property
    def managed_schools(self):
        return [m.school for m in self.current_memberships if m.role == Role.SCHOOL_ADMIN]

    def answers_for(self, school):
        """Looks after the whole of it: as its admin, or as its safeguarding lead."""
        return school in self.answered_schools

    @property
    def answered_schools(self):
        roles = {Role.SCHOOL_ADMIN, Role.SAFEGUARDING_LEAD}
        return list({m.school_id: m.school for m in self.current_memberships if m.role in roles}.values())

    @property
    def needs_second_factor(self):
        """Could see pupils or change what they see: an editor, or staff of a school that may hold named pupils."""
        return self.can_edit or any(school.is_approved for school in self.schools)

    @property
    def can_edit(self):
        """May open the CMS; children and teachers never do."""
        return self.kind == Kind.ADULT and self.has_perm("wagtailadmin.access_admin")

    def _get_session_auth_hash(self, secret=None):
        # Both of Django's public methods end here. Unlike theirs, ours can change without the password.
        value = f"{self.password}\n{self.session_salt}"
        return salted_hmac("accounts.User.sessions", value, secret=secret, algorithm="sha256").hexdigest()

    def sign_out_everywhere(self):
        """End this user's sessions, on every device, at the next request."""
        self.session_salt = new_salt()
        self.save(update_fields=["session_salt"])


@prepared
def active_users(pk):
    return User.objects.filter(pk=pk, is_active=True).select_related("school")


def active_user(pk):
    """With their school, or None. Each request of somebody who is signed in asks this."""
    return next(iter(active_users(pk)), None)
