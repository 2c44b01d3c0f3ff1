"""The evidence pack: what a school did in a term or a year, for an inspection or an award. Printed by the worker."""

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


def parts_of(school, period):
    """[(report, its Screen), ...]"""
    reports = [part(school, period=period) for part in PARTS]
    return [(report, Screen(report)) for report in reports]


def make_due(limit=5):
    EvidencePack.objects.defer("pdf").work_off(make, limit)


def make(pack):
    pack.keep(pdf_of(pack.school, period_named(pack.period)))


def pdf_of(school, period):
    return on_paper(page_of(school, period))


def page_of(school, period):
    """The HTML of it. Nobody is named."""
    told = {"school": school, "period": period, "parts": parts_of(school, period), "today": timezone.localdate()}
    return render_to_string("classrooms/evidence_pdf.html", told)
