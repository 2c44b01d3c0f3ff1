"""A school begins with the sign-up of its first teacher, once their address is known to be theirs.

Until then it waits in the session: an address that somebody mistyped leaves no school behind.
"""

from django.contrib.auth import update_session_auth_hash

from .models import School

KEPT_AS = "school_to_start"


def remember(request, email, fields):
    """`fields`: name, nation, register_number."""
    request.session[KEPT_AS] = {"email": email.strip().lower(), "fields": fields}


def start_remembered(request, user):
    """The school that was described in this browser, if it was by this person."""
    waiting = request.session.pop(KEPT_AS, None)
    if waiting and waiting["email"] == user.email:
        School.objects.start(user, **waiting["fields"])
        update_session_auth_hash(request, user)
