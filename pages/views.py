from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from accounts.choices import AgeBand

from . import help_screens
from .mailbox import letters


@login_not_required
def help_page(request):
    """Where help is. Who asks stands in the address, so that the page keeps nothing about them."""
    template, context = help_screens.asked_for(request.GET, request.user)
    return render(request, template, context)


PRIVACY = {  # a notice for each reader, in words of their own
    AgeBand.SPARKS: ("sparks", _("4 to 7"), _("We keep as little as we can.")),
    AgeBand.EXPLORERS: ("explorers", _("7 to 11"), _("We keep as little as we can, for as short as we can.")),
    AgeBand.NAVIGATORS: ("pupils", _("11 to 14"), _("As little as the lessons need, for as short as we can.")),
    AgeBand.PATHFINDERS: ("pupils", _("14 to 18"), _("As little as the lessons need, for as short as we can.")),
    AgeBand.FAMILY: (
        "family",
        _("Parents and carers"),
        _("As little as the lessons need, for as short as we can, and never to sell, score or watch anybody."),
    ),
    AgeBand.STAFF: (
        "staff",
        _("School staff"),
        _("As little as the lessons need, for as short as we can, and never to sell, score or watch anybody."),
    ),
}


@login_not_required
def privacy(request):
    """What is kept, for the reader that the address names, or for whoever is signed in."""
    default = AgeBand.NAVIGATORS if request.user.is_authenticated and request.user.is_learner else AgeBand.FAMILY
    band = AgeBand(request.GET["for"]) if request.GET.get("for") in PRIVACY else default
    template, _label, lead = PRIVACY[band]
    context = {
        "band": band.value,
        "lead": lead,
        "readers": [(reader.value, label) for reader, (_template, label, _lead) in PRIVACY.items()],
        "template": f"pages/privacy/{template}.html",
        "support_email": settings.SUPPORT_EMAIL,
    }
    return render(request, "pages/privacy.html", context)


@login_not_required
def accessibility(request):
    return render(request, "pages/accessibility.html", {"support_email": settings.SUPPORT_EMAIL})


@login_not_required
def school_it(request):
    """What a network, a filter and a device need, and a check of the device at hand."""
    address = urlsplit(settings.BASE_URL)
    context = {
        "host": address.hostname,
        "https": settings.HTTPS,
        "port": address.port or 80,
        "mail_domain": parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2],
        "leave_url": settings.LEAVE_URL,
    }
    return render(request, "pages/school_it.html", context)


@login_not_required
def mail(request):
    """What the demo sent, so that every sign-up can be tried without a mail server."""
    if not settings.DEMO:
        raise Http404
    return render(request, "pages/mail.html", {"letters": letters(settings.MAIL_DIR)})


@login_not_required
def healthz(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
