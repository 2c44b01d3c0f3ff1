"""A certificate to print from the browser, for a name that we do not hold or cannot write."""

from django.shortcuts import redirect, render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET

from .designs import design_of
from .views import certificate_or_404
from .wording import check, heading, reason, short_address, verify_address


@require_GET
def by_hand(request, pk):
    """The paper with a field where the name goes. There is no form: what is typed is printed and never sent."""
    certificate = certificate_or_404(request.user, pk)
    if not certificate.name_by_hand:
        return redirect(certificate)
    import segno  # few pages have a code to draw, and each process would carry it

    code = segno.make(verify_address(certificate), error="m", micro=False)
    context = {
        "certificate": certificate,
        "band": certificate.band if certificate.learner_id == request.user.pk else "staff",
        "picture": design_of(certificate.design).drawing(certificate.band, certificate.paper),
        "heading": heading(certificate),
        "reason": reason(certificate),
        "check": check(certificate),
        "short_address": short_address(),
        "qr": SafeString(code.svg_inline(border=2, svgclass=None, lineclass=None, omitsize=True)),
    }
    return render(request, "certificates/by_hand.html", context)
