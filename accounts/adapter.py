"""What we ask allauth to do otherwise. allauth is for adults: every account it makes is one."""

import unicodedata
from datetime import timedelta

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.core import context
from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from . import starting, throttle
from .choices import Event
from .devices import Device
from .models import AuditEntry, User
from .models.throttle import door_name


def plain_email(email):
    """One spelling for the twins that Unicode has."""
    return unicodedata.normalize("NFKC", email).strip().casefold()


class AccountAdapter(DefaultAccountAdapter):
    """Wrong passwords are counted as wrong cards are, in the database: allauth's own limiter stands on the cache,
    keeps the owner out when a stranger guesses, and refuses right passwords when many arrive at once."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("That e-mail address and password don’t match."),
        "too_many_login_attempts": _("Too many tries for now. Wait five minutes, or set a new password."),
    }

    def pre_authenticate(self, request, **credentials):
        try:
            self.guess = throttle.reserve(self.door(request, credentials.get("email", "")))
        except throttle.Paused as paused:
            raise self.validation_error("too_many_login_attempts") from paused

    def authenticate(self, request, **credentials):
        user = super().authenticate(request, **credentials)
        if user:
            self.guess.delete()
        return user

    def authentication_failed(self, request, **credentials):
        owner = User.objects.filter(email=plain_email(credentials.get("email", ""))).first()
        if owner:
            AuditEntry.objects.write_for(Event.SIGN_IN_FAILED, owner)

    def door(self, request, email):
        email = plain_email(email)
        device = Device.of(request).known(email)
        return throttle.Door(
            throttle.PASSWORDS,
            room=door_name("address", self.get_client_ip(request)),
            name=door_name("adult", email),
            device=device,
            known=bool(device),
        )

    def login(self, request, user):
        super().login(request, user)
        request.session["started"] = timezone.now().isoformat()
        starting.start_remembered(request, user)
        AuditEntry.objects.write_for(Event.SIGNED_IN, user)

    def is_reauthentication_required(self, *, app, **kwargs):
        """Who signed in a moment ago has just shown who they are."""
        started = context.request.session.get("started")
        fresh = timedelta(seconds=settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)
        if started and timezone.now() - parse_datetime(started) < fresh:
            return False
        if not get_reauthentication_flows(context.request.user):
            raise ReauthenticationRequired  # allauth would take their word for it
        return super().is_reauthentication_required(app=app, **kwargs)

    def get_reauthentication_methods(self, user):
        """Who has neither password nor second step shows who they are where they sign in."""
        again = {"id": "provider", "description": _("Sign in again"), "url": reverse("accounts:sign_in_again")}
        return super().get_reauthentication_methods(user) or [again]

    def post_login(self, request, user, **kwargs):
        response = super().post_login(request, user, **kwargs)
        Device.of(request).remember(response, (plain_email(user.email),))
        return response

    def send_account_already_exists_mail(self, email):
        make_password(email)  # a new account would have taken this time, too
        super().send_account_already_exists_mail(email)

    def _delete_login_attempts_cached_email(self, request, **credentials):
        # allauth calls this after a new password was set, and has no public name for it.
        throttle.forgive(door_name("adult", plain_email(credentials["email"])))


class MFAAdapter(DefaultMFAAdapter):
    """Where a second factor is required, nobody who needs it can put away the last."""

    def can_delete_authenticator(self, authenticator):
        user = authenticator.user
        if not (settings.MFA_REQUIRED and user.needs_second_factor):
            return True
        others = user.authenticator_set.exclude(pk=authenticator.pk)
        return others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()

    def generate_authenticator_name(self, user, type):
        number = user.authenticator_set.filter(type=type).count() + 1
        return gettext("Passkey %(number)d") % {"number": number}
