"""What a checker of credentials asks this site for. Public, and nothing of anybody's name."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, JsonResponse
from django.views.decorators.http import require_GET

from . import badges


def answer(document, kind):
    if not badges.is_issuer():
        raise Http404
    headers = {"X-Robots-Tag": "noindex", "Access-Control-Allow-Origin": "*"}  # checkers may run in a browser
    return JsonResponse(document(), content_type=kind, headers=headers)


@login_not_required
@require_GET
def identity(request):
    """The keys we sign with (did:web)."""
    return answer(badges.did_document, "application/did+json")


@login_not_required
@require_GET
def status(request):
    """Which credentials hold."""
    return answer(badges.status_list, "application/vc")
