"""Many at the same moment: on a database that threads can really share, SQLite on disk or PostgreSQL.

A test module that races begins with `shared_database = races.shared_database` and marks its tests with
`django_db(transaction=True)`: they commit, and the tests' own SQLite is in one process's memory.
"""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier

import pytest
from django.db import connection, connections


@contextmanager
def copied_sqlite(original, folder):
    path = folder / "races.sqlite3"
    original.ensure_connection()
    with sqlite3.connect(path) as copy:
        original.connection.backup(copy)
    yield str(path)


@contextmanager
def copied_postgres(original, _folder):
    name = f"{original.settings_dict['NAME']}_races"
    original.close()
    with original._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{original.settings_dict["NAME"]}"')
    yield name
    with original._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="module", autouse=True)
def shared_database(django_db_setup, django_db_blocker, tmp_path_factory):
    """A copy, with the courses in it, for the tests of one module. Each of them ends by emptying its tables."""
    original, settings = connections["default"], connections.settings["default"]
    copied = copied_sqlite if original.vendor == "sqlite" else copied_postgres
    with django_db_blocker.unblock(), copied(original, tmp_path_factory.mktemp("races")) as name:
        connections.settings["default"] = {**settings, "NAME": name}
        connections["default"] = connections.create_connection("default")
        yield
        connections["default"].close()
        connections["default"], connections.settings["default"] = original, settings


@contextmanager
def without(model, constraint_name):
    """A guard taken away, for a negative control."""
    guard = next(c for c in model._meta.constraints if c.name == constraint_name)
    with connection.schema_editor() as editor:
        editor.remove_constraint(model, guard)
    yield
    model.objects.all().delete()
    with connection.schema_editor() as editor:
        editor.add_constraint(model, guard)


def at_once(verb, times=8):
    """What `verb()` gives to each of so many threads that begin in the same moment."""
    barrier = Barrier(times)

    def run(_number):
        try:
            barrier.wait(timeout=20)
            return verb()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))
