"""A database with all tables and courses in it, made once and copied: it takes longer than most tests.

It is kept in `var/tests/` until a file that has a say in it changes.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "var" / "tests"
HAVE_A_SAY = [
    "requirements.txt",
    "site/settings.py",
    *(f"{app}/**/*.py" for app in ["accounts", "pages", "quizzes", "courses"]),
    *(f"{app}/{part}/**/*.py" for app in ["certificates", "classrooms"] for part in ["models", "migrations"]),
    "content/**/*.yaml",
]
COMMANDS = [["migrate", "--no-input"], ["createcachetable"], ["load_content"]]


def fingerprint():
    digest = hashlib.sha256()
    for path in sorted(path for pattern in HAVE_A_SAY for path in ROOT.glob(pattern)):
        digest.update(f"{path.relative_to(ROOT)}:".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def prepared():
    """The path of the SQLite file. One process makes it, and the others wait for it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / f"{fingerprint()}.sqlite3"
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            make(path)
    return path


def make(path):
    for old in FOLDER.glob("*.sqlite3*"):
        old.unlink()
    new = path.with_suffix(".sqlite3-new")
    anew = {"DATABASE_URL": f"sqlite:///{new}", "DJANGO_SETTINGS_MODULE": "config.settings", "DEMO": "1"}
    env = {**os.environ, **anew, "BASE_URL": "", "VAR_DIR": str(FOLDER)}
    for command in COMMANDS:
        subprocess.run(
            [sys.executable, "manage.py", *command, "--verbosity", "0"], cwd=ROOT, env=env, check=True, stdin=None
        )
    with sqlite3.connect(new) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.execute("PRAGMA journal_mode=DELETE")
    new.rename(path)


def copy_to(path):
    """For a server of one's own."""
    shutil.copyfile(prepared(), path)


def copy_into(connection):
    """For the tests of this process, in its memory."""
    connection.close()
    connection.settings_dict["NAME"] = connection.creation._get_test_db_name()
    connection.ensure_connection()
    with sqlite3.connect(prepared()) as original:
        original.backup(connection.connection)
