import pytest
from django.test import Client

from accounts import cards


def new_card(pupil):
    """A card for this pupil, with the words and the token that only paper knows."""
    place = pupil.enrolments.select_related("learner", "class_group").get()
    return cards.issue([place])[0]


@pytest.fixture
def card(pupil):
    return new_card(pupil)


@pytest.fixture
def classmates_card(classmate):
    return new_card(classmate)


class Tablet:
    """A browser on a school tablet, on which pupils type what stands on a card."""

    def __init__(self):
        self.client = Client()

    def join(self, card, **changed):
        place = card.enrolment
        said = {"class_code": place.class_group.code, "number": place.number, "words": card.words} | changed
        return self.client.post("/join/", said)

    def guess(self, card, times=1):
        """Wrong words, so many times; the last response."""
        for _ in range(times):
            response = self.join(card, words="wrong wrong wrong")
        return response

    def scan(self, token):
        return self.client.post("/join/", {"token": token})

    def sign_out(self):
        return self.client.post("/sign-out/", follow=True)

    @property
    def user(self):
        """Who is signed in, by what the session says: their key as text, or None."""
        return self.client.session.get("_auth_user_id")


@pytest.fixture
def tablet():
    return Tablet()


@pytest.fixture
def own_tablet(card):
    """A tablet on which the pupil has signed in, and out, before."""
    tablet = Tablet()
    assert tablet.join(card).status_code == 302
    tablet.sign_out()
    return tablet


@pytest.fixture
def clock():
    """`clock(seconds)` lets time pass for all that was guessed so far."""
    from datetime import timedelta

    from django.db.models import F

    from accounts.models import FailedAttempt

    def passes(seconds):
        FailedAttempt.objects.update(at=F("at") - timedelta(seconds=seconds))

    return passes
