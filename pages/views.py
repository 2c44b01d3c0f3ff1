from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import Http404, HttpResponse
from django.shortcuts import render

from accounts.choices import Nation

from .mailbox import letters
from .models import HelpService


@login_not_required
def help_page(request):
    """Every service, by what it is for. The nation is in the address, so that the page asks nobody where they are."""
    nation = request.GET.get("nation", "")
    nation = nation if nation in Nation.values else ""
    return render(
        request,
        "pages/help.html",
        {
            "groups": HelpService.objects.by_purpose(nation),
            "nations": Nation.choices,
            "nation": nation,
            "lead": Nation(nation).safeguarding_lead if nation else "",
            "leave_page": True,
            "band": "navigators",
        },
    )


@login_not_required
def privacy(request):
    return render(request, "pages/privacy.html", {"band": "family"})


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
