"""The evidence pack: what a school did in a term or a year, for an inspection or an award. Printed by the worker."""

import logging

from django.template.loader import render_to_string
from django.utils import timezone

from certificates.faces import on_paper

from .models import EvidencePack
from .reports.curriculum import Curriculum
from .reports.families_reached import FamiliesReached
from .reports.lessons_run import LessonsRun
from .reports.periods import period_named
from .reports.screen import Screen
from .reports.staff_numbers import StaffNumbers
from .reports.year_groups import YearGroups

# What it has, in this order: each a report of a school.
PARTS = [LessonsRun, YearGroups, Curriculum, StaffNumbers, FamiliesReached]
LEASE_SECONDS = 60

logger = logging.getLogger(__name__)


def parts_of(school, period):
    """[(report, its Screen), ...]"""
    reports = [part(school, period=period) for part in PARTS]
    return [(report, Screen(report)) for report in reports]


def make_due(limit=5):
    """Make what is due, each once; what fails is put back and tried later."""
    for pack in EvidencePack.objects.due().defer("pdf")[:limit]:
        if EvidencePack.objects.claim(pack.pk, LEASE_SECONDS):
            pack.refresh_from_db()
            try:
                pack.keep(pdf_of(pack.school, period_named(pack.period)))
            except Exception as error:
                pack.put_back(error)
                logger.warning("Evidence pack %s could not be made: %s", pack.pk, type(error).__name__)


def pdf_of(school, period):
    return on_paper(page_of(school, period))


def page_of(school, period):
    """The HTML of it. Nobody is named."""
    told = {"school": school, "period": period, "parts": parts_of(school, period), "today": timezone.localdate()}
    return render_to_string("classrooms/evidence_pdf.html", told)
