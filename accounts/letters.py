"""Mail in our own words: one template each, its first line is the subject."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string


def send(name, to, **context):
    text = render_to_string(f"accounts/mail/{name}.txt", {**context, "base_url": settings.BASE_URL})
    subject, _rest, body = text.strip().partition("\n")
    send_mail(subject, body.strip() + "\n", None, [to])
