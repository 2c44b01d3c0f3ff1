"""Sign-in by a school's Google, Microsoft or other OpenID provider.

An account is known by issuer (each provider that is configured has one) and subject. The two meet for the first time
through an invitation, whose mail has shown whose address it is. An address alone never opens or links anything.
"""

from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.base import AuthProcess
from django.contrib.auth import update_session_auth_hash
from django.db import transaction
from django.shortcuts import render

from .access import recently_shown
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
    """The first time: the invitation that was opened in this browser, for this address, joins the two."""
    invitation = opened(request)
    if not invitation or not invitation.is_open:
        refuse(request, told, "unknown")
    if told.email != invitation.email:
        refuse(request, told, "other_address")
    with transaction.atomic():
        user = owner_of(request, sociallogin, told, invitation)
        sociallogin.connect(request, user)
        AuditEntry.objects.write(Event.PROVIDER_LINKED, by=user, about=user, school=invitation.school)
        if not invitation.accept(user):
            refuse(request, told, "unknown")  # somebody took it in this very moment
    if request.user.is_authenticated:
        update_session_auth_hash(request, user)  # a new role ends the sessions elsewhere


def owner_of(request, sociallogin, told, invitation):
    """Whose the invitation is: an account that is signed in here and has just shown itself, or a new one."""
    if is_connecting(request, sociallogin) and invitation.is_for(request.user):
        recently_shown(lambda request: None)(request)
        return User.objects.get(pk=request.user.pk)
    if User.objects.filter(email=invitation.email).exists():
        refuse(request, told, "has_account")  # which guards itself by password and second factor
    user = User.objects.create_adult(invitation.email, told.name)
    EmailAddress.objects.create(user=user, email=invitation.email, verified=True, primary=True)
    return user


def is_connecting(request, sociallogin):
    """The button was pressed by somebody who is signed in, to have another way in."""
    return request.user.is_authenticated and sociallogin.state.get("process") == AuthProcess.CONNECT


def provider_of(user):
    """The provider by which somebody signs in, or None."""
    account = SocialAccount.objects.filter(user=user).order_by("-last_login").first()
    return account and account.get_provider()
