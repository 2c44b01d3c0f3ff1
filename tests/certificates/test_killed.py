"""Workers that are killed while they print: exactly one certificate each, whole."""

import os
import signal
import subprocess
import sys
import time

import pikepdf
import pytest
from django.db import connection
from django.utils import timezone

from bench.server import ROOT
from certificates.models import Certificate
from tests import races

shared_database = races.shared_database

WORKER = """
import django; django.setup()
from certificates.models import Certificate
from certificates.rendering import render_pdf
for pk in Certificate.objects.due().values_list("pk", flat=True): render_pdf(pk)
"""


def database_url():
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{told['NAME']}"
    return f"postgres://{told['USER']}:{told['PASSWORD']}@{told['HOST']}:{told['PORT']}/{told['NAME']}"


@pytest.fixture
def worker(tmp_path):
    """Start a process that prints what is due."""
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": database_url(),
        "VAR_DIR": str(tmp_path),
    }
    return lambda: subprocess.Popen([sys.executable, "-c", WORKER], cwd=ROOT, env=env)


def some_are_stored(folder, more_than):
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if folder.exists() and len(list(folder.glob("*.pdf"))) > more_than:
            return
        time.sleep(0.002)
    raise AssertionError("nothing was printed")


@pytest.mark.django_db(transaction=True)
def test_kill_9_while_printing(worker, class_group, navigators, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    folder = settings.MEDIA_ROOT / "certificates"
    learners = [class_group.enrol(f"Pupil {number}").learner for number in range(12)]
    for learner in learners:
        Certificate.objects.create(
            learner=learner, course_key=navigators.translation_key, name=learner.display_name, title="Navigators"
        )
    process = worker()
    some_are_stored(folder, more_than=2)
    process.send_signal(signal.SIGKILL)
    process.wait()
    Certificate.objects.filter(done_at=None).update(lease_until=timezone.now())  # the lease ends
    assert Certificate.objects.due().exists(), "killed too late to tell"

    assert worker().wait(60) == 0
    names = {certificate.pdf.name.removeprefix("certificates/") for certificate in Certificate.objects.all()}
    assert Certificate.objects.exclude(done_at=None).count() == len(names) == 12
    for name in names:
        with pikepdf.open(folder / name) as pdf:
            assert len(pdf.pages) == 1


def test_the_web_server_never_loads_weasyprint():
    program = "import config.wsgi, django.urls, sys; django.urls.reverse('certificates:verify_form'); "
    program += "sys.exit('weasyprint' in sys.modules or 'fontTools' in sys.modules)"
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=env).returncode == 0
