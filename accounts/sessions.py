"""Sessions in the database, as Django keeps them; each request asks for its own, so the SQL is written once."""

from config.prepared import prepared
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone


@prepared
def data_of(key, now):
    return Session.objects.filter(session_key=key, expire_date__gt=now).values_list("session_data", flat=True)


@prepared
def taken(key):
    return Session.objects.filter(session_key=key).values_list("session_key", flat=True)


class SessionStore(db.SessionStore):
    def load(self):
        for data in data_of(self.session_key, timezone.now()):
            return self.decode(data)
        self._session_key = None  # as Django: whoever comes with a key that is none gets a new one
        return {}

    def exists(self, session_key):
        return bool(taken(session_key))
