"""Sign-in by a school's Google, Microsoft or other OpenID provider.

An account is known by issuer (each provider that is configured has one) and subject. The two meet for the first time
through an invitation, whose mail has shown whose address it is. An address alone never opens or links anything.
"""

from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.db import transaction
from django.shortcuts import render

from .choices import Event
from .models import AuditEntry, User
from .names import clean_display_name
from .opening import opened


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    def pre_social_login(self, request, sociallogin):
        told = Told(sociallogin)
        if not told.is_sound:
            refuse(request, told, "unsound")
        if not sociallogin.is_existing:
            link(request, sociallogin, told)
        told.forget()

    def is_open_for_signup(self, request, sociallogin):
        return False  # `link` is the only way


class Told:
    """What a provider said of who signs in."""

    def __init__(self, sociallogin):
        self.account = sociallogin.account
        self.provider = self.account.get_provider().name
        self.token = self.account.extra_data.get("id_token") or {}
        self.userinfo = self.account.extra_data.get("userinfo") or self.token

    @property
    def is_sound(self):
        """The token, whose issuer and audience were checked, speaks of the same person as the rest."""
        return bool(self.token.get("sub")) and self.token["sub"] == self.userinfo.get("sub") == self.account.uid

    @property
    def email(self):
        """Microsoft has it as the name to sign in with."""
        return str(self.userinfo.get("email") or self.userinfo.get("preferred_username") or "").strip().lower()

    @property
    def name(self):
        try:
            return clean_display_name(str(self.userinfo.get("name") or self.email.partition("@")[0]))
        except ValueError:
            return self.email.partition("@")[0][:60]

    def forget(self):
        """Picture, name, telephone: nothing of it is kept but issuer and subject."""
        self.account.extra_data = {}
        self.account.save(update_fields=["extra_data"])


def refuse(request, told, state):
    context = {"state": state, "provider": told.provider, "invitation": opened(request)}
    raise ImmediateHttpResponse(render(request, "accounts/not_linked.html", context, status=403))


def link(request, sociallogin, told):
    """The first time: the invitation that was opened in this browser, for this address, makes the account."""
    invitation = opened(request)
    if not invitation or not invitation.is_open:
        refuse(request, told, "unknown")
    if told.email != invitation.email:
        refuse(request, told, "other_address")
    if User.objects.filter(email=invitation.email).exists():
        refuse(request, told, "has_account")  # which guards itself by password and second factor
    with transaction.atomic():
        user = User.objects.create_adult(invitation.email, told.name)
        EmailAddress.objects.create(user=user, email=invitation.email, verified=True, primary=True)
        sociallogin.connect(request, user)
        AuditEntry.objects.write(Event.PROVIDER_LINKED, by=user, about=user, school=invitation.school)
        invitation.accept(user)
