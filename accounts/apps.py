from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    default = True

    def ready(self):
        from allauth.mfa.signals import authenticator_added

        authenticator_added.connect(_end_other_sessions, dispatch_uid="accounts.end_other_sessions")


class CmsUsersConfig(WagtailUsersAppConfig):
    """Wagtail's users, which are ours without the children."""

    user_viewset = "accounts.cms.UserViewSet"


def _end_other_sessions(request, user, **kwargs):
    """A second factor counts from now on: a session that began without it ends, but for the one that added it."""
    from django.contrib.auth import update_session_auth_hash

    user.sign_out_everywhere()
    update_session_auth_hash(request, user)
