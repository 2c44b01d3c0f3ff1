"""Letters home are printed by the worker: the row is the queue."""

from django.template.loader import render_to_string
from django.utils import timezone

from certificates.faces import on_paper

from .letter_home import LetterHome
from .models import HomeLetter


def print_due(limit=10):
    HomeLetter.objects.defer("pdf").work_off(print_letter, limit)


def print_letter(letter):
    pdf = pdf_of(letter)
    HomeLetter.objects.filter(pk=letter.pk).update(pdf=pdf, done_at=timezone.now(), last_error="")


def pdf_of(letter):
    from certificates.printing import qr  # it loads WeasyPrint

    return on_paper(page_of(letter), {"waymark:qr": ("image/png", qr(LetterHome(letter).address))})


def page_of(letter):
    return render_to_string("families/letter_home_pdf.html", {"home": LetterHome(letter)})
