from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _


class RemovePasskey(RemoveWebAuthnView):
    """As allauth's, which asks this of an authenticator app, and not of a passkey."""

    def form_valid(self, form):
        if get_adapter().can_delete_authenticator(self.object):
            return super().form_valid(form)
        messages.warning(self.request, _("This is your only second step. Add another before you remove it."))
        return redirect("mfa_list_webauthn")


remove = RemovePasskey.as_view()
