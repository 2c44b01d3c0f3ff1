"""The invitation that was opened in a browser: its session knows the number, and no address bar shows the token."""

from .models import Invitation

KEPT_AS = "invitation"


def keep(request, token):
    invitation = Invitation.objects.filter(token=Invitation.digest(token)).first()
    request.session[KEPT_AS] = invitation and invitation.pk


def opened(request):
    """The invitation, whatever became of it since; or None."""
    found = Invitation.objects.filter(pk=request.session.get(KEPT_AS))
    return found.select_related("school", "invited_by").first()
