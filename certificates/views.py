from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from .designs import design_of
from .models import Certificate, plain_code


def current_or_404(user, pk):
    return get_object_or_404(Certificate.objects.current().visible_to(user), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def certificate(request, pk):
    """Open it, or see how far its printing is. POST sets due what was given up."""
    certificate = current_or_404(request.user, pk)
    if request.method == "POST":
        Certificate.objects.filter(pk=pk, done_at=None).exclude(failed_at=None).print_again()
        return redirect(certificate)
    own = certificate.learner_id == request.user.pk
    context = {
        "certificate": certificate,
        "own": own,
        "band": certificate.band if own else "staff",
        "picture": design_of(certificate.design).drawing(certificate.band, certificate.paper),
    }
    return render(request, "certificates/certificate.html", context)


@require_GET
def file(request, pk):
    """The PDF itself. What is not there yet, or no more, is being printed: the page says so."""
    certificate = current_or_404(request.user, pk)
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
    if code := plain_code(request.GET.get("code", "")):
        return redirect("certificates:verify", code)
    return render(request, "certificates/verify_form.html")


@login_not_required
@require_GET
def verify(request, code):
    """Genuine or not, for whoever holds the paper: which course and when, never whose."""
    certificate = Certificate.objects.with_code(code).first()
    response = render(
        request, "certificates/verify.html", {"certificate": certificate}, status=200 if certificate else 404
    )
    response["X-Robots-Tag"] = "noindex"
    return response
