"""Sessions in the database, as Django keeps them; each request asks for its own, so the SQL is written once."""

from config.prepared import prepared
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone


@prepared
def open_session(key, now):
    return Session.objects.filter(session_key=key, expire_date__gt=now)


class SessionStore(db.SessionStore):
    def _get_session_from_db(self):
        found = next(iter(open_session(self.session_key, timezone.now())), None)
        if found is None:
            self._session_key = None  # as Django: whoever comes with a key that is none gets a new one
        return found
