"""Save my place, and come back to it on another device: an e-mail address and a code, no password."""

import math

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.throttle import Paused

from ..access import for_families
from ..forms import CodeForm, EmailForm
from ..road import Road
from ..saving import Proof, Refused, keep_place

BAND = "family"


@require_http_methods(["GET", "HEAD", "POST"])
@for_families
def save(request):
    """Whoever has an account is told so; everybody else gives an address, known or not."""
    if request.user.is_authenticated and not request.user.is_home_guest:
        return redirect("families:start")
    form = EmailForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            Proof.ask(request, form.cleaned_data["email"])
        except Paused as paused:
            form.add_error("email", wait(paused.seconds))
            return save_page(request, form, 429)
        return redirect("families:code")
    return save_page(request, form, 422 if form.is_bound else 200)


def save_page(request, form, status):
    context = {"band": BAND, "form": form, "road": Road(request.user)}
    return render(request, "families/save.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("code")
@for_families
def code(request):
    proof = Proof.waiting(request)
    if proof is None:
        return redirect("families:save")
    form = CodeForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return code_page(request, proof, form, 422 if form.is_bound else 200)
    if not proof.is_right(form.cleaned_data["code"]):
        return wrong(request, proof, form)
    try:
        keep_place(request, proof.email)
    except Refused:
        return wrong(request, proof, form)
    messages.success(request, _("Your place is saved. On another device, use the same e-mail address."))
    return redirect("families:start")


def wrong(request, proof, form):
    if Proof.waiting(request) is None:
        messages.warning(request, _("That didn’t match three times. We can send you a new code."))
        return redirect("families:save")
    form.add_error("code", _("That code doesn’t match. Look again in the newest e-mail."))
    return code_page(request, proof, form, 422)


def code_page(request, proof, form, status):
    return render(request, "families/code.html", {"band": BAND, "form": form, "email": proof.email}, status=status)


def wait(seconds):
    minutes = math.ceil(seconds / 60)
    return ngettext(
        "Too many tries for now. Please wait %(n)d minute.",
        "Too many tries for now. Please wait %(n)d minutes.",
        minutes,
    ) % {"n": minutes}
