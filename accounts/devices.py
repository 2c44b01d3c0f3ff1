"""Devices that somebody signed in on before: they are let past when a stranger's guesses have closed a door."""

import secrets
from base64 import urlsafe_b64encode

from django.conf import settings
from django.utils.crypto import salted_hmac

SALT = "accounts.devices"
MOST_MARKS = 40
YEAR = 365 * 86_400


class Device:
    """A browser, by its signed cookie: a random name, and a mark for each who was let in. A mark says nothing by
    itself, and another device has another for the same person."""

    def __init__(self, name, marks=()):
        self.name, self.marks = name, list(marks)

    @classmethod
    def of(cls, request):
        cookie = request.get_signed_cookie(settings.DEVICE_COOKIE_NAME, "", salt=SALT, max_age=YEAR)
        name, *marks = cookie.split(".")
        return cls(name or secrets.token_urlsafe(9), marks)

    def mark(self, *who):
        digest = salted_hmac(SALT, "\n".join([self.name, *map(str, who)]), algorithm="sha256").digest()
        return urlsafe_b64encode(digest[:9]).decode()

    def known(self, *who):
        """The mark of somebody who was let in here, or nothing."""
        mark = self.mark(*who)
        return mark if mark in self.marks else ""

    def remember(self, response, *people):
        """Let the browser keep a mark for each of these people; the oldest marks make room."""
        new = [self.mark(*who) for who in people]
        marks = [*new, *(mark for mark in self.marks if mark not in new)][:MOST_MARKS]
        response.set_signed_cookie(
            settings.DEVICE_COOKIE_NAME,
            ".".join([self.name, *marks]),
            salt=SALT,
            max_age=YEAR,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
