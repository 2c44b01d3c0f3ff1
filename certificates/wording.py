"""The words of a certificate that follow from what it is for. None of them is of the topic."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .signing import signs


def heading(certificate):
    return _("Certificate of attendance") if certificate.kind == certificate.Kind.ATTENDANCE else _("Certificate")


def reason(certificate):
    """What it was awarded for; for a training record, also how long that takes."""
    if certificate.kind == certificate.Kind.STAFF and certificate.minutes:
        return _("for completing the course (%(length)s)") % {"length": length(certificate.minutes)}
    return {
        certificate.Kind.ATTENDANCE: _("for taking part in the course"),
        certificate.Kind.CLASS: _("for completing the course together"),
    }.get(certificate.kind, _("for completing the course"))


def check(certificate):
    """What stands before the address where it can be looked up."""
    if certificate.is_for_an_adult and signs():
        return _("Signed digitally. Look here:")
    return _("Is it genuine? Look here:")


def length(minutes):
    hours, minutes = divmod(minutes, 60)
    parts = [
        ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours} if hours else "",
        ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes} if minutes else "",
    ]
    return " ".join(filter(None, parts))


def verify_address(certificate=None):
    """Where anybody can check a certificate; without one, where its code can be typed."""
    if certificate:
        return settings.BASE_URL + reverse("certificates:verify", args=[certificate.readable_code])
    return settings.BASE_URL + reverse("certificates:verify_form")


def short_address():
    """Where a code can be typed, as one types it."""
    return verify_address().partition("://")[2].rstrip("/")
