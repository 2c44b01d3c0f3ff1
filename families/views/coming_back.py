from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Home

from ..access import for_families, guardians_only
from ..coming_back import LETTERS, ask_for, questions_of
from ..coming_back import stop as stop_letters


@require_http_methods(["GET", "HEAD", "POST"])
@guardians_only
def come_back(request):
    """Two letters, if they want them."""
    home = Home.objects.of(request.user)
    if request.method == "POST":
        if request.POST.get("action") == "stop":
            stop_letters(home)
            messages.success(request, _("Stopped. No letter will come."))
        else:
            ask_for(home)
            messages.success(request, _("Good. The first letter comes in two weeks."))
        return redirect("families:come_back")
    return render(request, "families/come_back.html", {"band": "family", "home": home})


@csrf_exempt  # a mail program's own button posts here (RFC 8058); all that it can do is stop letters
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request, token):
    home = get_object_or_404(Home, token=token)
    if request.method == "POST":
        stop_letters(home)
        if request.POST.get("List-Unsubscribe") == "One-Click":
            return HttpResponse("stopped", content_type="text/plain")
    stopped = home.letters_from is None
    return render(request, "families/stop.html", {"band": "family", "stopped": stopped})


@require_safe
@for_families
def recap(request, name):
    """The three questions with their answers, to open one by one; nothing is asked back."""
    if name not in LETTERS:
        raise Http404
    return render(request, "families/recap.html", {"band": "family", "questions": questions_of(name)})
