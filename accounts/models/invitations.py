import hashlib
import secrets
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from accounts import letters
from accounts.choices import Event, Role

from .audit import AuditEntry
from .schools import School

LASTS = timedelta(days=7)
KEPT = timedelta(days=90)


class InvitationQuerySet(models.QuerySet):
    def open(self):
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=timezone.now())

    def unanswered(self):
        """Open ones, and those that nobody took in time."""
        return self.filter(accepted_at=None, revoked_at=None)

    def forget_old(self):
        """Three months after they ran out, nobody asks any more; the audit still knows."""
        self.filter(expires_at__lt=timezone.now() - KEPT).delete()

    def visible_to(self, user):
        return self.filter(school__in=School.objects.visible_to(user))

    @transaction.atomic
    def send(self, school, role, email, by):
        """Invite somebody, whether or not there is an account with that address: nobody is told which. An earlier
        invitation to the same ends."""
        email = email.strip().lower()
        self.unanswered().filter(school=school, role=role, email=email).update(revoked_at=timezone.now())
        token = secrets.token_urlsafe(24)
        invitation = self.create(school=school, role=role, email=email, invited_by=by, token=Invitation.digest(token))
        AuditEntry.objects.write(Event.INVITED, by=by, school=school, role=role, invitation=invitation.pk)
        path = reverse("accounts:open_invitation", args=[token])
        letters.send("invitation", email, invitation=invitation, by=by, url=f"{settings.BASE_URL}{path}")
        return invitation


def a_week_from_now():
    return timezone.now() + LASTS


class Invitation(models.Model):
    """A role at a school, offered to an address: once, and for a week. Only the mail has the token."""

    school = models.ForeignKey(School, models.CASCADE, related_name="invitations")
    role = models.CharField(max_length=20, choices=Role)
    email = models.EmailField()
    token = models.CharField(max_length=64, unique=True, help_text="SHA-256; a token of 192 bits needs no slow hash")
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(default=a_week_from_now)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at"]
        constraints = [
            models.UniqueConstraint(
                "school",
                "role",
                "email",
                name="one_open_invitation",
                condition=models.Q(accepted_at__isnull=True, revoked_at__isnull=True),
            )
        ]

    def __str__(self):
        return f"{self.school}: {self.role}"

    @staticmethod
    def digest(token):
        return hashlib.sha256(token.encode()).hexdigest()

    @property
    def label(self):
        return self.school.role_label(self.role)

    @property
    def state(self):
        if self.accepted_at:
            return "used"
        if self.revoked_at:
            return "revoked"
        return "open" if self.expires_at > timezone.now() else "expired"

    @property
    def is_open(self):
        return self.state == "open"

    def is_for(self, user):
        """The address is theirs, and they have shown it."""
        return EmailAddress.objects.filter(user=user, email__iexact=self.email, verified=True).exists()

    @transaction.atomic
    def accept(self, user):
        """The role is theirs. False if it was too late, or not meant for them."""
        mine = self.is_for(user) and Invitation.objects.open().filter(pk=self.pk)
        if not mine or not mine.update(accepted_at=timezone.now(), accepted_by=user):
            return False
        AuditEntry.objects.write(Event.INVITATION_ACCEPTED, by=user, school=self.school, invitation=self.pk)
        roles = self.school.memberships.current().filter(user=user).values_list("role", flat=True)
        self.school.set_roles(user, {*roles, self.role}, by=self.invited_by)
        return True

    def revoke(self, by):
        """Nobody can take it any more; one that was taken stays taken."""
        taken_back = Invitation.objects.unanswered().filter(pk=self.pk).update(revoked_at=timezone.now())
        if taken_back:
            AuditEntry.objects.write(Event.INVITATION_REVOKED, by=by, school=self.school, invitation=self.pk)
