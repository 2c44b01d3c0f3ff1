from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

ABSOLUTE = timedelta(hours=8)
TOUCH_AT_MOST = timedelta(minutes=1)


def session_limits(get_response):
    """Children's sessions end after 20 quiet minutes and after 8 hours; the time is written once a minute."""
    idle = timedelta(minutes=settings.PUPIL_IDLE_MINUTES)

    def middleware(request):
        if "started" in request.session and request.user.is_authenticated:
            now = timezone.now()
            started = parse_datetime(request.session["started"])
            seen = parse_datetime(request.session["seen"])
            if now - seen > idle or now - started > ABSOLUTE:
                logout(request)
                messages.info(request, _("You have been signed out, to keep your work yours. Sign in to go on."))
                return redirect("accounts:join")
            if now - seen > TOUCH_AT_MOST:
                request.session["seen"] = now.isoformat()
        return get_response(request)

    return middleware


def second_factor(get_response):
    """Staff set up a second factor before they see anything of pupils, and editors before the CMS."""
    open_paths = (reverse("account_login").rsplit("/", 2)[0] + "/", "/static/", "/help/")

    def middleware(request):
        user = request.user
        if (
            settings.MFA_REQUIRED
            and user.is_authenticated
            and not user.is_learner
            and not request.path.startswith(open_paths)
            and (user.can_edit or user.is_school_staff)
            and not user.authenticator_set.exists()
        ):
            return redirect("mfa_activate_totp")
        return get_response(request)

    return middleware
