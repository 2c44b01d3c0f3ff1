from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.shortcuts import resolve_url

from .choices import Kind


class AccountAdapter(DefaultAccountAdapter):
    """allauth is for adults: every account it makes is one."""

    def save_user(self, request, user, form, commit=True):
        user.kind = Kind.ADULT
        return super().save_user(request, user, form, commit)

    def get_login_redirect_url(self, request):
        return resolve_url(settings.LOGIN_REDIRECT_URL)
