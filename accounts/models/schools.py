from contextlib import contextmanager

from config.prepared import prepared
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models, transaction
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import letters
from accounts.choices import Event, Nation, Role

from .audit import AuditEntry


class LastAdmin(Exception):
    """A school keeps somebody who can let others in and out."""


class SchoolQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those that somebody works at now."""
        return self.filter(pk__in=[membership.school_id for membership in user.current_memberships])

    def waiting(self):
        return self.filter(approved_at=None)

    def left_without_admin(self, users):
        """Those that would have nobody to manage them if these users were gone."""
        admins = Membership.objects.current().admins().filter(user__is_active=True)
        theirs, others = admins.filter(user__in=users), admins.exclude(user__in=users)
        return self.filter(pk__in=theirs.values("school")).exclude(pk__in=others.values("school"))


class SchoolManager(models.Manager.from_queryset(SchoolQuerySet)):
    @transaction.atomic
    def start(self, founder, name, nation, register_number=""):
        """A new school that waits for approval, with its founder as teacher and admin. Sent twice, it is one."""
        get_user_model().objects.select_for_update().get(pk=founder.pk)
        started = self.waiting().filter(name=name, memberships__in=founder.memberships.current()).first()
        if started:
            return started
        school = self.create(name=name, nation=nation, register_number=register_number)
        AuditEntry.objects.write(Event.SCHOOL_STARTED, by=founder, school=school)
        school.set_roles(founder, [Role.TEACHER, Role.SCHOOL_ADMIN], by=founder)
        return school


class School(models.Model):
    """The tenant. A school holds named pupils only once an operator has approved it."""

    name = models.CharField(gettext_lazy("name"), max_length=120)
    nation = models.CharField(gettext_lazy("nation"), max_length=20, choices=Nation)
    register_number = models.CharField(
        gettext_lazy("URN or SEED number"),
        max_length=8,
        blank=True,
        help_text=gettext_lazy("The number under which the nation’s register of schools has it"),
    )
    created_at = models.DateTimeField(gettext_lazy("started"), default=timezone.now, editable=False)
    approved_at = models.DateTimeField(gettext_lazy("approved"), null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )

    logo = models.CharField(gettext_lazy("logo"), max_length=120, blank=True, editable=False)
    on_certificates = models.BooleanField(
        gettext_lazy("name on pupils’ certificates"),
        default=False,
        editable=False,
        help_text=gettext_lazy("A first name beside a school says more of a child than either alone"),
    )

    objects = SchoolManager()

    def __str__(self):
        return self.name

    @property
    def safeguarding_lead_title(self):
        return Nation(self.nation).safeguarding_lead

    @property
    def is_approved(self):
        return self.approved_at is not None

    def may_hold_pupils(self):
        """The guard before a named pupil is made: ValueError, in a sentence, while the school waits for approval."""
        if not self.is_approved:
            raise ValueError(_("%(school)s can have named pupils once it is approved.") % {"school": self})

    def role_label(self, role):
        """What a role is called here: the lead has a title of the nation's own."""
        return self.safeguarding_lead_title if role == Role.SAFEGUARDING_LEAD else Role(role).label

    @contextmanager
    def one_at_a_time(self):
        """Changes of roles wait for each other, so that two admins cannot both be the last but one to go."""
        with transaction.atomic():
            School.objects.select_for_update().get(pk=self.pk)
            yield

    def approve(self, by):
        """From now on the school may hold named pupils; its admins hear of it once."""
        now = timezone.now()
        if not School.objects.waiting().filter(pk=self.pk).update(approved_at=now, approved_by=by):
            return
        self.approved_at, self.approved_by = now, by
        AuditEntry.objects.write(Event.SCHOOL_APPROVED, by=by, school=self)
        for admin in self.admins():
            letters.send("school_approved", admin.email, school=self)

    def admins(self):
        """Who manages the school now."""
        return [member.user for member in self.memberships.current().admins().select_related("user")]

    def set_roles(self, user, roles, by):
        """What somebody is here from now on; no role means that they have left. LastAdmin if nobody else could
        manage the school. A change ends their sessions."""
        with self.one_at_a_time():
            here = {membership.role: membership for membership in self.memberships.current().filter(user=user)}
            for role in roles:
                if role not in here:
                    self.memberships.create(user=user, role=role)
                    AuditEntry.objects.write(Event.ROLE_GIVEN, by=by, about=user, school=self, role=role)
            for role in here:
                if role not in roles:
                    here[role].end(by)
            if set(here) != set(roles):
                user.sign_out_everywhere()

    def may_reset_second_factor(self, user, by):
        """Not one's own; nor that of somebody who also edits or works elsewhere, where it guards what is not ours."""
        return user != by and not user.can_edit and user.schools == [self]

    @transaction.atomic
    def reset_second_factor(self, user, by):
        """For a colleague who has lost phone and codes: they sign in by password, and set up a new one."""
        user.authenticator_set.all().delete()
        user.sign_out_everywhere()
        AuditEntry.objects.write(Event.SECOND_FACTOR_RESET, by=by, about=user, school=self)
        letters.send("second_step_reset", user.email, by=by, school=self)


class MembershipQuerySet(models.QuerySet):
    def current(self):
        return self.filter(ended_at=None)

    def admins(self):
        return self.filter(role=Role.SCHOOL_ADMIN)

    def visible_to(self, user):
        """Those of the schools that somebody works at now."""
        return self.filter(school__in=School.objects.visible_to(user))


@prepared
def memberships_of(user):
    """Where somebody works now, with the school."""
    return Membership.objects.current().filter(user=user).select_related("school")


class Membership(models.Model):
    """An adult's role in a school. Its end closes the door at the next request."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
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

    @cached_property
    def label(self):
        return self.school.role_label(self.role)

    @property
    def is_last_admin(self):
        others = self.school.memberships.current().admins().filter(user__is_active=True).exclude(pk=self.pk)
        return self.role == Role.SCHOOL_ADMIN and not others.exists()

    def end(self, by=None):
        """The role ends now; a teacher hands back the classes, and would not find them again on coming back."""
        with self.school.one_at_a_time():
            if self.is_last_admin:
                raise LastAdmin
            self.ended_at = timezone.now()
            self.save(update_fields=["ended_at"])
            AuditEntry.objects.write(Event.ROLE_ENDED, by=by, about=self.user, school=self.school, role=self.role)
            if self.role == Role.TEACHER:
                self.user.classes_taught.remove(*self.user.classes_taught.filter(school=self.school))
            self.user.sign_out_everywhere()
