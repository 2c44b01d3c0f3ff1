"""Workers that are killed while they print: exactly one certificate each, whole."""

import io
import os
import signal
import subprocess
import sys
import time
import uuid
import zipfile

import pikepdf
import pytest
from django.db import connection
from django.utils import timezone

from bench.server import ROOT
from certificates.models import Certificate, ClassPack
from tests import races

shared_database = races.shared_database

COURSE = uuid.UUID("00000000-0000-0000-0000-0000000000c5")
WORKER = """
import django; django.setup()
from certificates.models import Certificate
from certificates.rendering import render_pdf
for pk in Certificate.objects.due().values_list("pk", flat=True): render_pdf(pk)
"""
PACKER = """
import django; django.setup()
from certificates.models import ClassPack
from certificates.packing import make
for pk in ClassPack.objects.due().values_list("pk", flat=True): make(pk)
"""


def database_url():
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{told['NAME']}"
    return f"postgres://{told['USER']}:{told['PASSWORD']}@{told['HOST']}:{told['PORT']}/{told['NAME']}"


@pytest.fixture
def worker(tmp_path):
    """Start a process that does what is due."""
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": database_url(),
        "VAR_DIR": str(tmp_path),
    }
    return lambda program=WORKER: subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, env=env)


def some_are_stored(folder, more_than):
    deadline = time.monotonic() + 300
    while time.monotonic() < deadline:
        if folder.exists() and len(list(folder.glob("*.pdf"))) > more_than:
            return
        time.sleep(0.002)
    raise AssertionError("nothing was printed")


@pytest.fixture
def folder(settings, tmp_path):
    """Where the certificates are stored."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT / "certificates"


@pytest.fixture
def earned(class_group):
    """Give so many pupils a certificate that nobody has printed."""

    def give(pupils):
        for number in range(pupils):
            learner = class_group.enrol(f"Pupil {number}").learner
            Certificate.objects.create(
                learner=learner, course_key=COURSE, name=learner.display_name, title="Navigators"
            )

    return give


@pytest.mark.django_db(transaction=True)
def test_kill_9_while_printing(worker, earned, folder):
    earned(12)
    process = worker()
    some_are_stored(folder, more_than=2)
    process.send_signal(signal.SIGKILL)
    process.wait()
    Certificate.objects.filter(done_at=None).update(lease_until=timezone.now())  # the lease ends
    assert Certificate.objects.due().exists(), "killed too late to tell"

    assert worker().wait(300) == 0
    names = {certificate.pdf.name.removeprefix("certificates/") for certificate in Certificate.objects.all()}
    assert Certificate.objects.exclude(done_at=None).count() == len(names) == 12
    for name in names:
        with pikepdf.open(folder / name) as pdf:
            assert len(pdf.pages) == 1


@pytest.mark.django_db(transaction=True)
def test_kill_9_while_making_a_pack(worker, earned, folder, class_group, teacher):
    earned(16)
    pack, _is_new = ClassPack.objects.ask(class_group, COURSE, teacher)
    process = worker(PACKER)
    some_are_stored(folder, more_than=12)
    process.send_signal(signal.SIGKILL)
    process.wait()
    pack.refresh_from_db()
    assert pack.state == "making" and pack.printed >= 10, "killed too late to tell"
    ClassPack.objects.update(lease_until=timezone.now())  # the lease ends

    assert worker(PACKER).wait(300) == 0
    pack.refresh_from_db()
    assert (pack.state, pack.missing, len(pack.certificates)) == ("ready", [], 16)
    packed = folder.parent / pack.zip
    assert sorted(packed.parent.iterdir()) == sorted([packed, folder.parent / pack.pdf])
    with pikepdf.open(folder.parent / pack.pdf) as pdf:
        assert len(pdf.pages) == 16
    with zipfile.ZipFile(packed) as files:
        for name in files.namelist():
            with pikepdf.open(io.BytesIO(files.read(name))) as pdf:
                assert len(pdf.pages) == 1
        assert len(files.namelist()) == Certificate.objects.exclude(done_at=None).count() == 16


def test_the_web_server_never_loads_weasyprint():
    program = "import config.wsgi, django.urls, sys; django.urls.reverse('certificates:verify_form'); "
    program += "sys.exit('weasyprint' in sys.modules or 'fontTools' in sys.modules)"
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=env).returncode == 0
