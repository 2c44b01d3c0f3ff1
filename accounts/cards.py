"""Cards: how a pupil without an e-mail gets in. Class code and number say who; words or QR token prove it."""

import datetime
import re
import secrets
from dataclasses import dataclass
from pathlib import Path

from config.prepared import prepared
from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from . import throttle
from .models import Card, Enrolment
from .models.people import active_user

LET_IN = datetime.timedelta(minutes=10)
WORDS = (Path(__file__).parent / "words.txt").read_text().split()


def plain_words(text):
    """What is hashed: letters only, so that case, spaces and hyphens are forgiven."""
    return re.sub(r"[^a-z]", "", text.lower())


def plain_code(text):
    """Letters only: a class code, or nothing."""
    return re.sub(r"[^A-Z]", "", text.upper())


@dataclass(frozen=True)
class Secret:
    """What a new card says. It exists only here and on paper."""

    enrolment: Enrolment
    words: str
    token: str

    @property
    def url(self):
        """What the QR code leads to. The token stands in the fragment, which browsers send to nobody."""
        return f"{settings.BASE_URL}{reverse('accounts:join')}#{self.token}"


def end_of_school_year(today):
    """Cards end on 31 August."""
    year = today.year if today < datetime.date(today.year, 8, 1) else today.year + 1
    return timezone.make_aware(datetime.datetime(year, 9, 1))


def draw(enrolment):
    """A new Secret: three words out of 256 (24 bits) and a token of 128 bits."""
    words = " ".join(secrets.choice(WORDS) for _ in range(3))
    return Secret(enrolment, words, secrets.token_urlsafe(16))


def issue(enrolments, draw=draw):
    """New cards for these enrolments, as Secrets; their old cards, sessions and pauses end."""
    now, expires_at = timezone.now(), end_of_school_year(timezone.localdate())
    drawn = [draw(enrolment) for enrolment in enrolments]
    cards = [
        Card(
            enrolment=secret.enrolment,
            words=make_password(plain_words(secret.words)),
            token=Card.digest(secret.token),
            expires_at=expires_at,
        )
        for secret in drawn
    ]
    with transaction.atomic():
        Card.objects.filter(enrolment__in=enrolments, void_at=None).update(void_at=now)
        Card.objects.bulk_create(cards)
        for enrolment in enrolments:
            enrolment.learner.sign_out_everywhere()
        throttle.forgive(*(enrolment.door for enrolment in enrolments))
    return drawn


def let_in(enrolment):
    """Three words that let a pupil in one time within ten minutes, for a forgotten card. The card stays good, the
    door opens again, and the words before these are void."""
    secret = draw(enrolment)
    with transaction.atomic():
        Enrolment.objects.select_for_update().get(pk=enrolment.pk)
        enrolment.cards.filter(void_at=None, once=True).update(void_at=timezone.now())
        Card.objects.create(
            enrolment=enrolment,
            once=True,
            words=make_password(plain_words(secret.words)),
            token=Card.digest(secret.token),
            expires_at=timezone.now() + LET_IN,
        )
        enrolment.unlock()
    return secret


def not_void():
    return Card.objects.filter(void_at=None).select_related("enrolment__learner", "enrolment__class_group")


@prepared
def cards_of_token(token):
    return not_void().filter(token=token, once=False)


@prepared
def cards_of_place(code, number):
    """The pupil's card, and the words that let them in without it."""
    return not_void().filter(enrolment__class_group__code=code, enrolment__number=number)


def still_open(cards):
    return (card for card in cards if card.is_open)


class CardBackend(BaseBackend):
    """Signs in pupils; says None whatever did not match, and takes the same time for it."""

    def authenticate(self, request, class_code=None, number=None, words=None, token=None):
        """The pupil, with the `place` in class that the card belongs to."""
        if token is not None:
            card = next(still_open(cards_of_token(Card.digest(token))), None)
        elif class_code is not None and number is not None and words is not None:
            card = self._card_of_words(plain_code(class_code), number, plain_words(words))
        else:
            return None
        if card is None:
            return None
        pupil = card.enrolment.learner
        pupil.place = card.enrolment
        return pupil

    def get_user(self, user_id):
        return active_user(user_id)

    def _card_of_words(self, code, number, words):
        cards = list(still_open(cards_of_place(code, number)))
        if not cards:
            make_password(words)
            return None
        return next((card for card in cards if card.opens_with(words) and card.use_up()), None)
