from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from .. import joining
from ..forms import JoinForm
from ..throttle import Paused

A_WHILE = 15 * 60


@login_not_required
@sensitive_post_parameters("words", "token")
@require_http_methods(["GET", "HEAD", "POST"])
def join(request):
    """Where a pupil signs in, with what stands on the card or with its QR code."""
    if request.method != "POST":
        return join_page(request, JoinForm())
    try:
        pupil = pupil_of(request)
    except Paused as paused:
        return join_paused(request, paused.seconds)
    if pupil is None:
        sentence = _("That didn’t match. Check your card or ask your teacher")
        return join_page(request, JoinForm.again(request.POST), status=422, sentence=sentence)
    response = redirect(settings.LEARNER_HOME)
    joining.remember_device(request, response, pupil.place)
    return response


def pupil_of(request):
    """Who the card says this is, or None. What cannot stand on a card is no guess, and is not counted."""
    if "token" in request.POST:
        return joining.by_token(request, request.POST["token"])
    form = JoinForm(request.POST)
    if not form.is_valid():
        return None
    return joining.by_words(
        request, form.cleaned_data["class_code"], form.cleaned_data["number"], form.cleaned_data["words"]
    )


def join_paused(request, seconds):
    form = JoinForm.again(request.POST)
    response = join_page(request, form, status=429, sentence=how_long(seconds), paused=True)
    response["Retry-After"] = str(seconds)
    return response


def join_page(request, form, status=200, **context):
    return render(request, "accounts/join.html", {"form": form, "band": "explorers", **context}, status=status)


def how_long(seconds):
    if seconds > A_WHILE:
        return _("Let’s leave it there for now. Ask your teacher: they can let you try again.")
    if seconds > 60:
        minutes = -(-seconds // 60)
        return ngettext(
            "Let’s take a short break. You can try again in %(n)d minute.",
            "Let’s take a short break. You can try again in %(n)d minutes.",
            minutes,
        ) % {"n": minutes}
    return ngettext(
        "Let’s take a short break. You can try again in %(n)d second.",
        "Let’s take a short break. You can try again in %(n)d seconds.",
        seconds,
    ) % {"n": seconds}


@login_not_required
@require_POST
def sign_out(request):
    """Ends the session of anybody; children come back to where the next one signs in."""
    at_school = getattr(request.user, "is_learner", False) and not request.user.is_of_a_family
    home = "accounts:join" if at_school else settings.ACCOUNT_LOGOUT_REDIRECT_URL
    logout(request)
    messages.success(request, _("You are signed out."))
    return redirect(home)


def go(request):
    """After sign-in: to where this person works."""
    return redirect(request.user.home_url)
