from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.openid_connect import views
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from ..access import adults_only, recently_shown
from ..linking import provider_of


@login_not_required
def login(request, provider_id):
    """As allauth's, for the day when the provider is down: `requests` tells of that by its kind of OSError."""
    view = views.login
    if request.user.is_authenticated and request.GET.get("process") == AuthProcess.CONNECT:
        view = recently_shown(view)
    try:
        return view(request, provider_id)
    except OSError:
        return render(request, "socialaccount/authentication_error.html", status=503)


@require_safe
@adults_only
def sign_in_again(request):
    """For an account whose provider is all it has: there they show who they are, and come back."""
    provider, back = provider_of(request.user), request.GET.get("next", "")
    if provider is None or not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return redirect("accounts:go")
    return render(request, "accounts/sign_in_again.html", {"provider": provider, "next": back})
