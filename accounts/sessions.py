"""Sessions in the database, as Django keeps them; each request asks for its own, so the SQL is written once."""

from config.prepared import adapted, prepared
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

UPDATE = "UPDATE django_session SET session_data = %s, expire_date = %s WHERE session_key = %s"


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

    def save(self, must_create=False):
        if must_create or self.session_key is None:
            return super().save(must_create)
        row = self.create_model_instance(self._get_session())
        with connection.cursor() as cursor:
            values = [adapted(value, cursor.db) for value in (row.session_data, row.expire_date, row.session_key)]
            cursor.execute(UPDATE, values)
            if not cursor.rowcount:
                raise UpdateError  # ended meanwhile, elsewhere
