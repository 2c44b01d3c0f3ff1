"""Letters to families: one template each, plain words; its first line is the subject."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, send_mail
from django.template.loader import render_to_string


def send(name, to, **context):
    subject, body = written(f"families/mail/{name}.txt", context)
    send_mail(subject, body, None, [to])


def send_with_picture(name, to, *, stop_url, **context):
    """As HTML with a text part; the mail program's own button stops the letters."""
    context |= {"stop_url": stop_url}
    subject, body = written(f"families/mail/{name}.txt", context)
    headers = {"List-Unsubscribe": f"<{stop_url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    message = EmailMultiAlternatives(subject, body, None, [to], headers=headers)
    html = render_to_string(
        f"families/mail/{name}.html", {**context, "subject": subject, "base_url": settings.BASE_URL}
    )
    message.attach_alternative(html, "text/html")
    message.send()


def written(template, context):
    text = render_to_string(template, {**context, "base_url": settings.BASE_URL})
    subject, _rest, body = text.strip().partition("\n")
    return subject, body.strip() + "\n"
