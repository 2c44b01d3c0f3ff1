"""Mail: a request writes a row and goes on; the worker sends, and tries again when the mail server is down."""

import email
import email.policy

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend

from .models import OutgoingMail


class OutboxBackend(BaseEmailBackend):
    """Django's mail functions end here."""

    def send_messages(self, email_messages):
        for message in email_messages:
            OutgoingMail.objects.create(to=message.recipients(), message=message.message().as_bytes())
        return len(email_messages)


class Composed:
    """A message as it was stored, in the shape that Django's backends send."""

    def __init__(self, row):
        self.row = row
        parsed = email.message_from_bytes(bytes(row.message), policy=email.policy.SMTP)
        self.from_email, self.encoding = parsed["From"], "utf-8"

    def recipients(self):
        return self.row.to

    def message(self):
        return email.message_from_bytes(bytes(self.row.message), policy=email.policy.SMTP)


def send_due(limit=50):
    connection = get_connection(settings.SENDING_BACKEND)

    def send(row):
        connection.send_messages([Composed(row)])
        row.delete()

    OutgoingMail.objects.work_off(send, limit)
