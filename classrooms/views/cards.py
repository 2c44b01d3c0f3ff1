"""Cards: print them all, those that are missing, or one; fetch the PDF while it is there."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import recently_shown, school_staff_only

from ..models import CardSheet
from .of_class import act, of_class, page


@of_class
def cards(request, group):
    if request.method == "POST":
        return act({"all": print_all, "missing": print_missing}, request, group)
    places = group.enrolments.here()
    return page(
        request,
        "cards",
        group,
        "cards",
        sheet=group.card_sheets.defer("pdf").first(),
        size=places.count(),
        missing=group.enrolments.without_card().count(),
    )


def ask(request, group, places=()):
    """With the password once more: cards open the doors of thirty children."""
    if not group.has_cards or not group.enrolments.here().exists():
        messages.error(request, _("There is nobody to print a card for yet."))
        return redirect("classrooms:cards", group.pk)
    CardSheet.objects.ask(group, request.user, places)
    return redirect("classrooms:cards", group.pk)


@recently_shown
def print_all(request, group):
    return ask(request, group)


@recently_shown
def print_missing(request, group):
    missing = list(group.enrolments.without_card())
    if not missing:
        messages.info(request, _("Everybody has a card already."))
        return redirect("classrooms:cards", group.pk)
    return ask(request, group, missing)


@require_safe
@school_staff_only
def cards_pdf(request, pk):
    """A quarter of an hour long; after that it is not there."""
    sheet = get_object_or_404(CardSheet.objects.visible_to(request.user).readable().exclude(pdf=None), pk=pk)
    return hand_out(request, sheet)


@recently_shown
def hand_out(request, sheet):
    response = HttpResponse(bytes(sheet.pdf), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="cards.pdf"'
    return response
