"""Change what was issued: a name put right, a new paper for a lost one, or none at all. Each is written down."""

from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.choices import Event
from accounts.models import AuditEntry
from accounts.names import clean_display_name

from .models import Certificate

OWN_TO_EACH = {
    *("id", "code", "pdf", "name_by_hand", "revoked_at", "ended_as", "replaces", "told_at", "reminded_at"),
    *("lease_until", "tries", "done_at", "failed_at", "last_error"),
}


def correct(certificate, name, by):
    """A new certificate with this name in place of the old. ValueError, in a sentence, if it cannot be had."""
    learner = certificate.learner
    if learner.by_ticket:
        raise ValueError(_("This pupil has a generated name. Give the pupil a name in the class first."))
    if learner.school_id:
        learner.school.may_hold_pupils()
    name = clean_display_name(name)
    if name == certificate.name and certificate.revoked_at is None:
        raise ValueError(_("This name stands on it already."))
    return replace(certificate, Event.CERTIFICATE_CORRECTED, by, name=name)


def reissue(certificate, by):
    """The same once more with a new code: the old paper no longer counts, wherever it is."""
    return replace(certificate, Event.CERTIFICATE_REISSUED, by)


def withdraw(certificate, by):
    """It holds no more, and does not come back by itself."""
    with transaction.atomic():
        if certificate.end(Certificate.Ended.WITHDRAWN):
            note(Event.CERTIFICATE_WITHDRAWN, certificate, by)
    let_go(certificate)


def replace(certificate, event, by, **changed):
    """Pressed twice, or by two at once, there is one new certificate; the second gets the first's."""
    copied = [field for field in Certificate._meta.concrete_fields if field.name not in OWN_TO_EACH]
    told_at = None if certificate.is_for_an_adult else timezone.now()  # a teacher knows: it was they who did it
    same = {field.attname: getattr(certificate, field.attname) for field in copied}
    try:
        with transaction.atomic():
            certificate.end(Certificate.Ended.REPLACED)
            new = Certificate.objects.create(**same | changed, replaces=certificate, told_at=told_at)
            note(event, new, by)
    except IntegrityError:
        mine = Certificate.objects.current().filter(learner=certificate.learner_id, kind=certificate.kind)
        return mine.get(course_key=certificate.course_key)
    let_go(certificate)
    return new


def let_go(certificate):
    """A pupil's PDF is no more than a cache; a grown-up's is kept."""
    if certificate.pdf and not certificate.is_for_an_adult:
        Certificate.objects.filter(pk=certificate.pk).update(pdf="", done_at=None)
        default_storage.delete(certificate.pdf.name)


def note(event, certificate, by):
    AuditEntry.objects.write(
        event, by=by, about=certificate.learner, school=school_of(certificate, by), certificate=certificate.pk
    )


def school_of(certificate, by):
    """Where it is written down: at the pupil's school, or at the one that both belong to."""
    learner = certificate.learner
    return learner.school or next((school for school in by.schools if school in learner.schools), None)
