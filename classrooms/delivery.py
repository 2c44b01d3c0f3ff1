"""The delivery record: one page for the safeguarding lead, printed by the worker from the session's row."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.utils import timezone

from certificates.faces import on_paper

from .models import DeliveryRecord, Participation

FOLDER = "records/"
TICKS = ["lesson_not_assembly", "lead_knows", "ground_rules", "help_ready", "alternative"]


def print_due(limit=10):
    DeliveryRecord.objects.work_off(print_record, limit)


def print_record(record):
    keep(record, pdf_of(record.session))


def keep(record, pdf):
    record.pdf = default_storage.save(f"{FOLDER}{record.pk}.pdf", ContentFile(pdf))
    record.done_at = timezone.now()
    record.save(update_fields=["pdf", "done_at"])


def opened(record):
    return default_storage.open(record.pdf)


def pdf_of(session):
    return on_paper(render_to_string("classrooms/delivery_record.html", contents(session)))


def contents(session):
    """What stands on the page. Numbers of people, and no name of a pupil."""
    came = Participation.objects.filter(session=session).exclude(state="waiting").count()
    return {
        "session": session,
        "class_group": session.class_group,
        "school": session.class_group.school,
        "about": session.about,
        "steps": [title for title, _url in session.sheet(1).outline],
        "asked": len(session.rounds),
        "came": came,
        "ticks": [tick for tick in TICKS if session.confirmed.get(tick)],
        "told_at": session.confirmed.get("told_at", ""),
        "prepared": session.confirmed.get("prepared", False),
    }
