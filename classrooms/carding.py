"""Cards on paper. The worker draws the words while it renders; hashes and PDF are stored together, or not at all."""

from django.db import transaction

from accounts import cards
from accounts.choices import Event

from .models import CardSheet


class Overtaken(Exception):
    """Another worker was quicker, or the class has changed meanwhile."""


def draw_due(limit=5):
    CardSheet.objects.defer("pdf").work_off(draw, limit)


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
