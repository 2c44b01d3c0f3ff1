from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from accounts.choices import AgeBand
from accounts.throttle import Paused

from .changing import correct, reissue, withdraw
from .checking import is_name_of
from .designs import design_of
from .forms import NameForm
from .models import Certificate, plain_code


def certificate_or_404(user, pk):
    return get_object_or_404(Certificate.objects.downloadable().visible_to(user), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def certificate(request, pk):
    """Open it, or see how far its printing is. POST sets due what was given up."""
    certificate = certificate_or_404(request.user, pk)
    if request.method == "POST":
        Certificate.objects.filter(pk=pk, done_at=None).exclude(failed_at=None).print_again()
        return redirect(certificate)
    own = certificate.learner_id == request.user.pk
    context = {
        "certificate": certificate,
        "own": own,
        "has_teacher": own and request.user.is_learner,
        "band": certificate.band if own else "staff",
        "picture": design_of(certificate.design).drawing(certificate.band, certificate.paper),
        "may_change": Certificate.objects.changeable_by(request.user).filter(pk=pk).exists(),
    }
    return render(request, "certificates/certificate.html", context)


@require_GET
def file(request, pk):
    """The PDF itself. What is not there yet, or no more, is being printed: the page says so."""
    certificate = certificate_or_404(request.user, pk)
    if not certificate.is_ready:
        return redirect(certificate)
    try:
        pdf = certificate.pdf.open()
    except FileNotFoundError:
        Certificate.objects.filter(pk=pk, pdf=certificate.pdf.name).print_again()
        return redirect(certificate)
    return FileResponse(pdf, filename="certificate.pdf", content_type="application/pdf")


@login_not_required
@require_GET
def verify_form(request):
    """Where the code on a certificate is typed in."""
    typed = request.GET.get("code", "")
    if code := plain_code(typed):
        return redirect("certificates:verify", code)
    if typed.strip():
        return verify_page(request, None, status=404, typed=typed[:60])
    return render(request, "certificates/verify_form.html")


@login_not_required
@sensitive_post_parameters("name")
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request, code):
    """Genuine or not, for whoever holds the paper: which course and when, never whose. POST: is this its name?"""
    certificate = Certificate.objects.with_code(code).first()
    if certificate is None:
        return verify_page(request, None, status=404, typed=code[:60])
    if request.method == "POST" and certificate.revoked_at is None and certificate.printed_name:
        return verify_name(request, certificate)
    return verify_page(request, certificate)


def verify_name(request, certificate):
    try:
        is_it = is_name_of(certificate, request.POST.get("name", ""))
    except Paused as paused:
        response = verify_page(request, certificate, status=429, answer="paused", hours=paused.seconds > 3600)
        response["Retry-After"] = str(paused.seconds)
        return response
    answer, typed = "match" if is_it else "no match", request.POST.get("name", "")[:180]
    return verify_page(request, certificate, status=200 if is_it else 422, answer=answer, typed=typed)


def verify_page(request, certificate, status=200, **context):
    response = render(request, "certificates/verify.html", {"certificate": certificate, **context}, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def mine(request):
    """All that somebody has earned, whatever has become of the courses."""
    earned = Certificate.objects.downloadable().filter(learner=request.user).order_by("-awarded_on", "-pk")
    context = {"certificates": earned, "band": band_of(request.user, earned)}
    return render(request, "certificates/mine.html", context)


def band_of(user, earned):
    """A pupil's is that of what they did last."""
    if user.is_guardian:
        return AgeBand.FAMILY
    return earned[0].band if user.is_learner and earned else ""


@require_http_methods(["GET", "HEAD", "POST"])
def change(request, pk):
    """Put the name right, issue it anew, or withdraw it."""
    found = Certificate.objects.changeable_by(request.user).select_related("learner__school")
    certificate = get_object_or_404(found, pk=pk)
    if request.method == "POST":
        return CHANGES.get(request.POST.get("action"), no_such_change)(request, certificate)
    return change_page(request, certificate, NameForm(initial={"name": certificate.learner.own_name}))


def change_page(request, certificate, form, status=200):
    context = {"certificate": certificate, "form": form, "band": "staff"}
    return render(request, "certificates/change.html", context, status=status)


def correct_name(request, certificate):
    form = NameForm(request.POST)
    if form.is_valid():
        try:
            new = correct(certificate, form.cleaned_data["name"], request.user)
        except ValueError as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, _("Corrected. The paper with the old name no longer counts."))
            return redirect(new)
    return change_page(request, certificate, form, status=422)


def issue_anew(request, certificate):
    messages.success(request, _("Here is the new one. The code on the old paper no longer counts."))
    return redirect(reissue(certificate, request.user))


def take_back(request, certificate):
    withdraw(certificate, request.user)
    if certificate.is_for_an_adult:
        messages.success(request, _("Withdrawn. Whoever checks the paper is told that it doesn’t count."))
    else:  # a pupil's is as if it had never been
        messages.success(request, _("Withdrawn. Whoever checks the paper is told that no certificate has its code."))
    return redirect("certificates:change", certificate.pk)


def no_such_change(request, certificate):
    raise BadRequest


CHANGES = {"correct": correct_name, "reissue": issue_anew, "withdraw": take_back}
