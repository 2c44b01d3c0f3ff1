"""Joining: how a pupil with a card signs in."""

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, authenticate, login
from django.db import transaction
from django.utils import timezone

from . import throttle
from .devices import Device
from .models.throttle import door_name


def by_words(request, code, number, words):
    """Sign in the pupil whose card says this, or give None; Paused if there were too many wrong guesses."""
    door = door_of(Device.of(request), code, number)
    throttle.reserve(door)
    pupil = authenticate(request, class_code=code, number=number, words=words)
    if pupil:
        with transaction.atomic():
            door.forgive()
            begin_session(request, pupil)
    return pupil


def by_token(request, token):
    """The same by the QR code of the card. Its 128 bits are not guessed, so nobody is counted or paused."""
    pupil = authenticate(request, token=token)
    if pupil:
        with transaction.atomic():
            begin_session(request, pupil)
    return pupil


def door_of(device, code, number):
    return throttle.Door(
        throttle.CARDS,
        room=door_name("class", code),
        name=door_name("card", code, number),
        device=device.known(code, number),
        known=bool(device.known(code)),
    )


def begin_session(request, pupil):
    """A new session: nothing is left of whoever used this browser before."""
    request.session.flush()
    # The key is a new one already: told whose session it is, login() does not write it to renew the key once more.
    request.session.update({SESSION_KEY: str(pupil.pk), HASH_SESSION_KEY: pupil.get_session_auth_hash()})
    login(request, pupil)
    request.session["started"] = request.session["seen"] = timezone.now().isoformat()


def remember_device(request, response, place):
    code = place.class_group.code
    Device.of(request).remember(response, (code,), (code, place.number))
