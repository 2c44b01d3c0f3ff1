"""Save my place: an e-mail address, proved by a code in the browser that asked, keeps what a guest did.

The guest becomes the account, or is merged once into the account that exists. Two accounts are never merged: whatever
is merged must be a guest at the moment it is done. Codes are for guardians; who works at a school, edits, or has set
up a second step signs in with that.
"""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.code_verification import AbstractCodeVerificationProcess
from allauth.account.models import EmailAddress
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.utils import is_mfa_enabled
from django.db import IntegrityError, transaction
from django.utils.crypto import get_random_string

from accounts import guests, throttle
from accounts.adapter import plain_email
from accounts.choices import Kind
from accounts.models import Home, User
from accounts.models.throttle import door_name

from . import mailing
from .merging import merge

# Letters with codes to one address, whoever asks; and wrong codes for one letter, however many try at once.
LETTERS = throttle.Policy((throttle.Limit(5, 3600, 900),), crowd=60, within=600)
CODES = throttle.Policy((throttle.Limit(3, throttle.DAY, throttle.DAY),), crowd=200, within=600)
MINUTES = 10


class Refused(Exception):
    """This address does not sign in by code."""


class Proof(AbstractCodeVerificationProcess):
    """An address that waits for its code, in the session of the browser that asked."""

    KEPT_AS = "place_to_save"

    def __init__(self, request, state):
        super().__init__(max_attempts=3, timeout=MINUTES * 60, state=state)
        self.request = request

    @classmethod
    def ask(cls, request, email):
        """Send a code; throttle.Paused if too many were sent. Known or unknown, the address gets one letter."""
        email = plain_email(email)
        place = door_name("codes from", get_adapter().get_client_ip(request))
        throttle.reserve(throttle.Door(LETTERS, room=place, name=door_name("code", email)))
        proof = cls(request, cls.initial_state(None, email) | {"id": get_random_string(16)})
        proof.send()
        proof.persist()

    @classmethod
    def waiting(cls, request):
        """What this browser asked for, if there is still time."""
        state = request.session.get(cls.KEPT_AS)
        return cls(request, state).abort_if_invalid() if state else None

    @property
    def email(self):
        return self.state["email"]

    def send(self):
        account = User.objects.filter(email=self.email).first()
        if account and not may_use_a_code(account):
            mailing.send("no_code", self.email)
            return
        self.state["code"] = get_adapter().generate_login_code()
        mailing.send("code", self.email, code=self.code, minutes=MINUTES)

    def persist(self):
        self.request.session[self.KEPT_AS] = self.state

    def abort(self):
        self.request.session.pop(self.KEPT_AS, None)

    def is_right(self, typed):
        """Each try is counted in the database before it is looked at: ten at once are ten."""
        try:
            guess = throttle.reserve(
                throttle.Door(CODES, room=self.state["id"], name=door_name("try", self.state["id"]))
            )
        except throttle.Paused:
            self.abort()
            return False
        if not compare_user_code(actual=typed, expected=self.code):
            self.record_invalid_attempt()
            return False
        guess.delete()
        self.abort()
        return True


def may_use_a_code(account):
    guardian = account.is_active and User.objects.guardians().filter(pk=account.pk).exists()
    return guardian and not is_mfa_enabled(account)


def keep_place(request, email):
    """Sign in whoever has proved this address, with what their browser's guest did; Refused if they may not."""
    account = settle(email, guests.of(request))
    sign_in(request, account)
    return account


def settle(email, guest):
    """The account with this address: the one that exists, the guest in place, or a new one."""
    try:
        return account_of(email, guest)
    except IntegrityError:  # made in this very moment, on another device
        return account_of(email, guest)


@transaction.atomic
def account_of(email, guest):
    account = User.objects.select_for_update().filter(email=email).first()
    guest = guest and User.objects.home_guests().select_for_update().filter(pk=guest.pk).first()
    if account is None:
        account = upgrade(guest, email) if guest else User.objects.create_adult(email)
    elif not may_use_a_code(account):
        raise Refused
    elif guest:
        merge(guest, account)
    prove(account, email)
    Home.objects.of(account)
    return account


def upgrade(guest, email):
    """In place: every fact stays where it is, under the same number."""
    guest.kind, guest.email = Kind.ADULT, email
    guest.save(update_fields=["kind", "email"])
    return guest


def prove(account, email):
    """The address is theirs. A password that somebody set before that was shown is nobody's to use."""
    address = EmailAddress.objects.filter(user=account, email=email).first()
    if address and address.verified:
        return
    account.set_unusable_password()
    account.save(update_fields=["password"])
    account.sign_out_everywhere()
    EmailAddress.objects.update_or_create(user=account, email=email, defaults={"verified": True, "primary": True})


def sign_in(request, account):
    """A new session: nothing is left of whoever used this browser before."""
    request.session.flush()
    get_adapter().login(request, account)
