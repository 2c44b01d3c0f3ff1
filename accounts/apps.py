from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    default = True

    def ready(self):
        from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed

        authenticator_added.connect(_end_other_sessions, dispatch_uid="accounts.end_other_sessions")
        authenticator_added.connect(_write_down_added, dispatch_uid="accounts.write_down_added")
        authenticator_removed.connect(_write_down_removed, dispatch_uid="accounts.write_down_removed")
        authentication_failed.connect(_write_down_failed, dispatch_uid="accounts.write_down_failed")


class CmsUsersConfig(WagtailUsersAppConfig):
    """Wagtail's users, which are ours without the children."""

    user_viewset = "accounts.cms.UserViewSet"


def _end_other_sessions(request, user, **kwargs):
    """A second factor counts from now on: a session that began without it ends, but for the one that added it."""
    from django.contrib.auth import update_session_auth_hash

    user.sign_out_everywhere()
    update_session_auth_hash(request, user)


def _write_down_added(user, authenticator, **kwargs):
    _write_down("SECOND_FACTOR_ADDED", user, authenticator)


def _write_down_removed(user, authenticator, **kwargs):
    _write_down("SECOND_FACTOR_REMOVED", user, authenticator)


def _write_down_failed(user, authenticator, **kwargs):
    _write_down("SECOND_FACTOR_FAILED", user, authenticator)


def _write_down(event, user, authenticator):
    from .choices import Event
    from .models import AuditEntry

    AuditEntry.objects.write_for(Event[event], user, type=authenticator.type)
