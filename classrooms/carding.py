"""Cards on paper. The worker draws the words while it renders; hashes and PDF are stored together, or not at all."""

import logging

from django.db import transaction

from accounts import cards
from accounts.choices import Event

from .models import CardSheet

LEASE_SECONDS = 60

logger = logging.getLogger(__name__)


class Overtaken(Exception):
    """Another worker was quicker, or the class has changed meanwhile."""


def draw_due(limit=5):
    """Draw the sheets that are due, each once; what fails is put back and tried later."""
    for sheet in CardSheet.objects.due().defer("pdf")[:limit]:
        if CardSheet.objects.claim(sheet.pk, LEASE_SECONDS):
            sheet.refresh_from_db()
            try:
                draw(sheet)
            except Exception as error:
                sheet.put_back(error)
                logger.warning("Cards of sheet %s could not be drawn: %s", sheet.pk, type(error).__name__)


def draw(sheet):
    """The words exist in this function and in the PDF, and nowhere else."""
    places = sheet.enrolments()
    secrets = {place.pk: cards.draw(place) for place in places}
    pdf = pdf_of(sheet, list(secrets.values()))
    with transaction.atomic():
        sheet.class_group.hold()  # nobody comes or goes, and no other sheet is stored, in between
        if [place.pk for place in sheet.enrolments()] != list(secrets) or not sheet.keep(pdf, len(secrets)):
            raise Overtaken
        cards.issue(places, lambda place: secrets[place.pk])
        sheet.class_group.note(Event.CARDS_PRINTED, sheet.asked_by, cards=len(secrets))


def pdf_of(sheet, secrets):
    from . import card_paper  # loads WeasyPrint, which takes a second

    return card_paper.print_cards(sheet.class_group, secrets)
