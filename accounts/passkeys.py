"""allauth's forms for passkeys, which trip over an answer that no browser would give."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn import forms


class Patient:
    def clean_credential(self):
        try:
            return super().clean_credential()
        except (KeyError, TypeError, ValueError) as error:
            raise get_adapter().validation_error("incorrect_code") from error


class SignInForm(Patient, forms.LoginWebAuthnForm):
    pass


class SecondStepForm(Patient, forms.AuthenticateWebAuthnForm):
    pass


class AskAgainForm(Patient, forms.ReauthenticateWebAuthnForm):
    pass
