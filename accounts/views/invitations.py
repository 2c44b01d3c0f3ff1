from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from ..access import no_children
from ..forms import InvitedForm
from ..opening import KEPT_AS, keep, opened


@login_not_required
@no_children
@require_safe
@sensitive_variables("token")
def open_invitation(request, token):
    """The link in the mail. Nothing happens yet: programs that look through mail open it, too."""
    keep(request, token)
    return redirect("accounts:invitation")


@login_not_required
@no_children
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password")
def invitation(request):
    """What is offered, and by whom; a button takes it."""
    invitation = opened(request)
    if not invitation or not invitation.is_open:
        return ended(request, invitation)
    if request.user.is_anonymous:
        return newcomer(request, invitation)
    if not invitation.is_for(request.user):
        return page(request, invitation, "wrong_account", status=403 if request.method == "POST" else 200)
    return accept(request, invitation) if request.method == "POST" else page(request, invitation, "join")


def page(request, invitation, state, status=200, **context):
    names = {"invitation": invitation, "state": state, "login_url": login_url()}
    return render(request, "accounts/invitation.html", names | context, status=status)


def login_url():
    return f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': reverse('accounts:invitation')})}"


def ended(request, invitation):
    state = invitation.state if invitation else "unknown"
    here = state == "used" and request.user.is_authenticated and invitation.is_for(request.user)
    return redirect("accounts:go") if here else page(request, invitation, state, status=410 if invitation else 200)


def newcomer(request, invitation):
    """An account made with the invitation needs no code: the mail has shown whose address it is. Who reads that
    mail, and nobody else, may also be told that there is an account already."""
    form = InvitedForm(request.POST or None, email=invitation.email)
    if not form.is_valid():
        return page(request, invitation, "newcomer", form=form, status=422 if form.is_bound else 200)
    user = form.save()
    invitation.accept(user)
    welcome(request, invitation)
    return perform_login(request, user, redirect_url=reverse("accounts:go"))


def accept(request, invitation):
    if not invitation.accept(request.user):
        return redirect("accounts:invitation")
    update_session_auth_hash(request, request.user)  # other browsers are signed out; this one was just asked
    welcome(request, invitation)
    return redirect("accounts:go")


def welcome(request, invitation):
    request.session.pop(KEPT_AS)
    words = {"school": invitation.school, "role": invitation.label}
    messages.success(request, _("Welcome to %(school)s. You are here as: %(role)s.") % words)
