"""allauth's forms for passkeys, which trip over an answer that no browser would give."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import forms
from django.core.exceptions import ValidationError

from .choices import Event
from .models import AuditEntry


class Patient:
    def clean_credential(self):
        try:
            return super().clean_credential()
        except (KeyError, TypeError, ValueError) as error:
            self.write_down()
            raise get_adapter().validation_error("incorrect_code") from error
        except ValidationError:
            self.write_down()
            raise

    def write_down(self):
        """As allauth tells of a wrong code. Of a stranger's passkey it is not known whose it would be."""
        if self.user:
            AuditEntry.objects.write_for(Event.SECOND_FACTOR_FAILED, self.user, type=Authenticator.Type.WEBAUTHN)


class SignInForm(Patient, forms.LoginWebAuthnForm):
    pass


class SecondStepForm(Patient, forms.AuthenticateWebAuthnForm):
    pass


class AskAgainForm(Patient, forms.ReauthenticateWebAuthnForm):
    pass
