"""Letters home are printed by the worker: the row is the queue."""

from django.template.loader import render_to_string
from django.utils import timezone, translation

from certificates.faces import on_paper

from .letter_home import LetterHome
from .models import HomeLetter


def print_due(limit=10):
    HomeLetter.objects.defer("pdf").work_off(print_letter, limit)


def print_letter(letter):
    pdf = pdf_of(letter)
    HomeLetter.objects.filter(pk=letter.pk).update(pdf=pdf, done_at=timezone.now(), last_error="")


def pdf_of(letter):
    from certificates.printing import LOGO, QR, logo, qr  # it loads WeasyPrint

    home = LetterHome(letter)
    pictures = {QR: ("image/png", qr(home.address))}
    if home.school.logo and (png := logo(home.school.logo)):
        pictures[LOGO] = ("image/png", png)
    return on_paper(page_of(letter, logo=LOGO if LOGO in pictures else ""), pictures)


def page_of(letter, logo=""):
    home = LetterHome(letter)
    with translation.override(home.language):
        return render_to_string("families/letter_home_pdf.html", {"home": home, "logo": logo})
