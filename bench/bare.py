"""The reference: a Django with one view that answers, and one that stores a row, and nothing else.

The database settings are Waymark's own, so that one durable insert costs here what it costs there.
"""

import os

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpResponse
from django.urls import path

VAR_DIR = os.environ.get("VAR_DIR", "")
OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;",
}


def view(request):
    return HttpResponse("ok")


def insert(request):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO bare (text) VALUES ('answer')")
    return HttpResponse("ok")


urlpatterns = [path("view/", view), path("insert/", insert)]


def application():
    settings.configure(
        SECRET_KEY="bare",
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=__name__,
        MIDDLEWARE=[],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": f"{VAR_DIR}/bare.sqlite3",
                "CONN_MAX_AGE": 600,
                "OPTIONS": OPTIONS,
            }
        },
    )
    django.setup()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS bare (id INTEGER PRIMARY KEY, text TEXT)")
    connection.close()
    return get_wsgi_application()
