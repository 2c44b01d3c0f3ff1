"""How screens learn that the class has moved: a page asks with its token and the version it shows.

Nothing new is answered before sessions and users are looked up: one query, of one number. Once a minute the token is
renewed on the slow road, which notes that somebody is there and keeps their session from ending.
"""

import time
from typing import NamedTuple

from django.core import signing
from django.db import connection
from django.http import HttpResponse
from django.urls import reverse

PATH = "/live/poll/"
OLDEST = 8 * 3600
_signer = signing.Signer(salt="classrooms.live")


class Token(NamedTuple):
    session: int
    participation: int
    minute: int

    @property
    def is_fresh(self):
        return self.minute == minute_of(self.participation)


def minute_of(participation):
    """Each begins theirs at a second of its own: a class does not renew its tokens all at once."""
    return int(time.time() + participation % 60) // 60


def token_for(participation):
    return _signer.sign(f"{participation.session_id}.{participation.pk}.{minute_of(participation.pk)}")


def read(text):
    """The Token, or None for one that is forged or of another day."""
    try:
        token = Token(*map(int, _signer.unsign(text).split(".")))
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return token if 0 <= minute_of(token.participation) - token.minute <= OLDEST // 60 else None


def poll_url(participation):
    return reverse("classrooms:live_poll", args=[token_for(participation)])


def version_of(session):
    with connection.cursor() as cursor:
        cursor.execute("SELECT version FROM classrooms_classsession WHERE id = %s", [session])
        row = cursor.fetchone()
    return row and row[0]


def nothing_new(get_response):
    """A middleware that answers for the view while there is nothing to say."""

    def middleware(request):
        if request.path_info.startswith(PATH) and request.method == "GET":
            token = read(request.path_info[len(PATH) :].rstrip("/"))
            if token and token.is_fresh and str(version_of(token.session)) == request.GET.get("v"):
                return HttpResponse(status=204, headers={"Cache-Control": "no-store"})
        return get_response(request)

    return middleware
