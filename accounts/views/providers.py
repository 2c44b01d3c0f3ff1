from allauth.socialaccount.providers.openid_connect import views
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render


@login_not_required
def login(request, provider_id):
    """As allauth's, for the day when the provider is down: `requests` tells of that by its kind of OSError."""
    try:
        return views.login(request, provider_id)
    except OSError:
        return render(request, "socialaccount/authentication_error.html", status=503)
