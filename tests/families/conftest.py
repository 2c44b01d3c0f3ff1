import email
import email.policy
import re

import pytest
from django.test import Client

from pages.models import OutgoingMail

ADDRESS = "parent@home.example"


@pytest.fixture(autouse=True)
def _rows_of_mail(settings):
    """Letters wait in the database, as they do on a server."""
    settings.EMAIL_BACKEND = "pages.mail.OutboxBackend"


def newest():
    """The newest letter that waits to be sent."""
    row = OutgoingMail.objects.order_by("-pk").first()
    return email.message_from_bytes(bytes(row.message), policy=email.policy.default)


def code_in(letter):
    return re.search(r"^[A-Z0-9]{4}-?[A-Z0-9]{4}$", letter.get_content(), re.MULTILINE)[0]


class Browser:
    """A browser at home."""

    def __init__(self):
        self.client = Client()
        self.get, self.post = self.client.get, self.client.post

    @property
    def user(self):
        return self.client.session.get("_auth_user_id")

    def ask(self, address=ADDRESS):
        return self.post("/family/save/", {"email": address})

    def give(self, code):
        return self.post("/family/save/code/", {"code": code})

    def save(self, address=ADDRESS):
        self.ask(address)
        return self.give(code_in(newest()))


@pytest.fixture
def phone(db):
    return Browser()


@pytest.fixture
def laptop(db):
    return Browser()
