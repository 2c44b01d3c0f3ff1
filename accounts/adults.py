"""Adults: they sign in through allauth; who asks for a page is found as pupils are."""

from allauth.account.auth_backends import AuthenticationBackend

from .models.people import active_user


class AdultBackend(AuthenticationBackend):
    def get_user(self, user_id):
        return active_user(user_id)
