from datetime import timedelta

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.middleware import LoginRequiredMiddleware, get_user
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from . import guests
from .choices import Kind
from .models import User

ABSOLUTE = timedelta(hours=8)
STAYS = "stays"  # in the session: of a family, on a device of their own
PREVIEW = "preview"  # in the session: the learner that a teacher looks as
PUPIL_PAGES = ("/class/", "/learn/", "/quiz/")
HOME_PAGES = ("/family/", "/learn/", "/quiz/")
TOUCH_AT_MOST = timedelta(minutes=1)


def session_limits(get_response):
    """Sessions end after 8 hours, those of pupils after 20 quiet minutes too. Those of a family stay: the device is
    theirs."""

    def middleware(request):
        claimed = SESSION_KEY in request.session
        request.user = get_user(request)  # not the lazy one: each of its attributes costs three calls, on every page
        if not request.user.is_authenticated:
            if claimed:
                tell_of_change(request)
        elif "started" in request.session:
            if request.session.get(STAYS) and not request.user.is_school_staff:
                guests.touch(request, request.user)
            elif is_over(request.session):
                return sign_out(request) or get_response(request)
            else:
                note_seen(request.session)
        return get_response(request)

    return middleware


def tell_of_change(request):
    """What the account was when it signed in is not what it is now; Django has emptied the session already."""
    messages.info(
        request, _("Something about your account has changed, so you have been signed out. Sign in to go on.")
    )


def age(session, stamp):
    return timezone.now() - parse_datetime(session[stamp]) if stamp in session else timedelta()


def is_over(session):
    idle = timedelta(minutes=settings.PUPIL_IDLE_MINUTES)
    return age(session, "seen") > idle or age(session, "started") > ABSOLUTE


def note_seen(session):
    """Once a minute: a write for every page would be one too many."""
    if age(session, "seen") > TOUCH_AT_MOST:
        session["seen"] = timezone.now().isoformat()


def sign_out(request):
    """The way to where they sign in; None for who is there already."""
    sign_in = reverse("accounts:join" if request.user.is_learner else settings.LOGIN_URL)
    logout(request)
    messages.info(request, _("You have been signed out, to keep your work yours. Sign in to go on."))
    return None if request.path == sign_in else redirect(sign_in)


class SignInFirst(LoginRequiredMiddleware):
    """Whoever sends a form after their session has gone with the night is told what became of it."""

    def handle_no_permission(self, request, view):
        if request.method == "POST" and self.get_login_url(view) == settings.LOGIN_URL:
            messages.info(
                request, _("You were signed out, so what you sent was not saved. Sign in, and send it again.")
            )
        return super().handle_no_permission(request, view)


def preview(get_response):
    """A teacher who looks at a class as a pupil is that pupil on the pages of pupils, and themself at their desk."""

    def middleware(request):
        number = request.session.get(PREVIEW)
        if number and request.path.startswith(PUPIL_PAGES) and request.user.is_authenticated:
            as_pupil = User.objects.filter(pk=number, preview_of__isnull=False).select_related("school").first()
            if as_pupil and request.user.is_school_staff:
                request.user, request.previewing = as_pupil, as_pupil.preview_of_id
        return get_response(request)

    return middleware


def at_home(get_response):
    """On the pages for learning, a visitor who began at home without an account is the guest whom their browser
    knows; everywhere else they are nobody, and may sign in as whoever they are."""

    def middleware(request):
        if (
            request.path.startswith(HOME_PAGES)
            and guests.KEPT_AS in request.session
            and not request.user.is_authenticated
        ):
            guests.recognise(request)
        return get_response(request)

    return middleware


def areas(get_response):
    """Children have no settings and no CMS: to them it is not there. Adults need the right to edit."""
    account = reverse("account_login").removesuffix("login/")
    cms = reverse("wagtailadmin_home")

    def middleware(request):
        return get_response(request)

    def process_view(request, view, args, kwargs):
        user, inside = request.user, request.path.startswith
        if not inside((account, cms)) or user.is_anonymous:
            return
        if user.kind != Kind.ADULT:
            raise Http404
        if inside(cms) and not user.can_edit:
            raise PermissionDenied

    middleware.process_view = process_view
    return middleware


def second_factor(get_response):
    """Editors, and staff of a school that may hold named pupils, set up a second factor before any page that asks to
    be signed in."""
    account = reverse("account_login").removesuffix("login/")

    def middleware(request):
        return get_response(request)

    def process_view(request, view, args, kwargs):
        user = request.user
        if not settings.MFA_REQUIRED or not getattr(view, "login_required", True) or user.is_anonymous:
            return None
        if user.kind != Kind.ADULT or "second_factor" in request.session or request.path.startswith(account):
            return None
        if is_mfa_enabled(user):
            request.session["second_factor"] = True
        elif user.needs_second_factor:
            return redirect("mfa_activate_totp")
        return None

    middleware.process_view = process_view
    return middleware
