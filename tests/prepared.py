"""A database with all tables and courses in it, and a demo, made once and copied: they take longer than most tests.

They are kept in `var/tests/` until a file that has a say in them changes.

    python -m tests.prepared STAGE...    makes, before they are asked for, those that these stages of bin/test copy
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "var" / "tests"
HAVE_A_SAY = [
    "requirements.txt",
    "site/settings.py",
    *(f"{app}/**/*.py" for app in ["accounts", "pages", "quizzes", "courses"]),
    *(f"{app}/{part}/**/*.py" for app in ["certificates", "classrooms"] for part in ["models", "migrations"]),
    *(f"families/{part}" for part in ["models/**/*.py", "migrations/*.py", "first_hour_files.py"]),
    "content/**/*.yaml",
]
COMMANDS = ["migrate --no-input", "createcachetable", "load_content"]
# One process for all of them: Django takes longer to start than most commands take.
MANAGE = """
import sys, django
from django.core.management import call_command
django.setup()
for command in sys.argv[1:]:
    call_command(*command.split())
"""


def fingerprint(*more):
    digest = hashlib.sha256()
    for path in sorted(path for pattern in [*HAVE_A_SAY, *more] for path in ROOT.glob(pattern) if path.is_file()):
        digest.update(f"{path.relative_to(ROOT)}:".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def one_at_a_time(what="lock"):
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / what).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def manage(database_url, var_dir, *commands):
    anew = {"DATABASE_URL": database_url, "DJANGO_SETTINGS_MODULE": "config.settings", "DEMO": "1"}
    env = {**os.environ, **anew, "BASE_URL": "", "SECRET_KEY": "", "VAR_DIR": str(var_dir)}
    run = [sys.executable, "-c", MANAGE, *commands]
    done = subprocess.run(run, cwd=ROOT, env=env, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{', '.join(commands)}:\n{done.stderr[-3000:]}")


def fill(database_url):
    manage(database_url, FOLDER, *COMMANDS)


# --- SQLite ---------------------------------------------------------------------------------------------


def prepared():
    """The path of the file. One process makes it, and the others wait for it."""
    path = FOLDER / f"{fingerprint()}.sqlite3"
    with one_at_a_time():
        if not path.exists():
            make(path)
    return path


def make(path):
    for old in FOLDER.glob("*.sqlite3*"):
        old.unlink()
    new = path.with_suffix(".sqlite3-new")
    fill(f"sqlite:///{new}")
    with sqlite3.connect(new) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.execute("PRAGMA journal_mode=DELETE")
    new.rename(path)


def copy_to(path):
    """For a server of one's own."""
    shutil.copyfile(prepared(), path)


@contextmanager
def copied_into_memory(connection):
    connection.close()
    connection.settings_dict["NAME"] = connection.creation._get_test_db_name()
    connection.ensure_connection()
    with sqlite3.connect(prepared()) as original:
        original.backup(connection.connection)
    yield


# --- a demo, with SQLite and static files ---------------------------------------------------------------


def prepared_demo():
    """The folder that `manage.py demo` has made; to begin there is quick, and what has changed since is made anew."""
    folder = FOLDER / f"demo-{fingerprint('classrooms/demo.py', 'site/static/**/*', 'pages/bundles.py')}"
    database = prepared()
    with one_at_a_time():
        if not folder.exists():
            for old in FOLDER.glob("demo-*"):
                shutil.rmtree(old)
            new = FOLDER / "demo-new"
            new.mkdir()
            shutil.copyfile(database, new / "waymark.sqlite3")
            manage("", new, "demo")
            new.rename(folder)
    return folder


def copy_demo_to(var_dir):
    shutil.copytree(prepared_demo(), var_dir, dirs_exist_ok=True)


def copy_static_to(var_dir):
    shutil.copytree(prepared_demo() / "static", var_dir / "static", dirs_exist_ok=True)


# --- PostgreSQL -----------------------------------------------------------------------------------------


def prepared_in_postgres(server_url):
    """The name of the database on that server."""
    name = f"waymark_{fingerprint()}"
    with one_at_a_time("postgres"), psycopg.connect(server_url, autocommit=True) as server:
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            server.execute(f'CREATE DATABASE "{name}_new"')
            fill(urlsplit(server_url)._replace(path=f"/{name}_new").geturl())
            server.execute(f'ALTER DATABASE "{name}_new" RENAME TO "{name}"')
    return name


def copy_in_postgres(server_url, name):
    """The address of a new database of that name."""
    template = prepared_in_postgres(server_url)
    with one_at_a_time("postgres"), psycopg.connect(server_url, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return urlsplit(server_url)._replace(path=f"/{name}").geturl()


@contextmanager
def copied_in_postgres(connection):
    name = connection.settings_dict["NAME"] = f"test_waymark_{os.getpid()}"
    copy_in_postgres(os.environ["DATABASE_URL"], name)
    yield
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


COPIED = {"sqlite": copied_into_memory, "postgresql": copied_in_postgres}


def copied(connection):
    """The tests of this process have a copy of their own while the block lasts."""
    return COPIED[connection.vendor](connection)


if __name__ == "__main__":
    with ThreadPoolExecutor() as both:
        jobs, stages = [], set(sys.argv[1:])
        if stages & {"sqlite", "browser"}:
            jobs.append(both.submit(prepared_demo))
        if "postgres" in stages:
            jobs.append(both.submit(prepared_in_postgres, os.environ["DATABASE_URL"]))
        for job in jobs:
            job.result()
