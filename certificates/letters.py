"""Mail about certificates: a grown-up gets their own, once, and staff are reminded. Never a child."""

from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from courses.models import Course

from .models import Certificate

REMINDED_BEFORE = timedelta(days=30)


def write_due():
    write_to_adults()
    remind_staff()


def write(template, to, pdf=None, **context):
    """A mail whose first line is the subject."""
    text = render_to_string(template, context | {"base_url": settings.BASE_URL})
    subject, _rest, body = text.strip().partition("\n")
    message = EmailMessage(subject, body.strip() + "\n", None, [to])
    if pdf:
        message.attach("certificate.pdf", pdf, "application/pdf")
    message.send()


def write_to_adults(limit=50):
    """Each its own, as soon as it is printed. The note that it was written and the mail are one: both, or neither."""
    printed = Certificate.objects.current().filter(kind__in=Certificate.ADULTS, told_at=None, done_at__isnull=False)
    for certificate in printed.select_related("learner").order_by("pk")[:limit]:
        try:
            with certificate.pdf.open() as pdf:
                content = pdf.read()
        except FileNotFoundError:
            Certificate.objects.filter(pk=certificate.pk, told_at=None).print_again()
            continue
        with transaction.atomic():
            if Certificate.objects.filter(pk=certificate.pk).tell() and certificate.learner.email:
                write("certificates/mail/own.txt", certificate.learner.email, content, certificate=certificate)


def remind_staff():
    """A month before the end of the year, once: what to do, and for whom it is."""
    soon = timezone.localdate() + REMINDED_BEFORE
    ends = Certificate.objects.current().filter(expires_on__lte=soon, reminded_at=None).select_related("learner")
    for certificate in ends.filter(learner__is_active=True):
        with transaction.atomic():
            mine = Certificate.objects.filter(pk=certificate.pk, reminded_at=None)
            if mine.update(reminded_at=timezone.now()) and certificate.learner.is_school_staff:
                write(
                    "certificates/mail/renew.txt",
                    certificate.learner.email,
                    certificate=certificate,
                    course=course_of(certificate),
                )


def course_of(certificate):
    return Course.objects.live().filter(translation_key=certificate.course_key).first()
