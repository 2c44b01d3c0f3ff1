"""From a row that is due to a stored PDF: exactly one, whole, whatever is killed or comes twice."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage

from pages.limits import limited

from .models import FOLDER, Certificate

SECONDS, SECONDS_AT_MOST = 15, 30  # a certificate takes 30 ms, the first of a process a second


def render_pdf(pk):
    """Print one certificate and keep the PDF, if that is due. Again, twice or at once makes no second one."""
    Certificate.objects.current().work_on(pk, print_and_keep)


def print_and_keep(certificate):
    from .printing import print_certificate

    with limited():
        printed = print_certificate(certificate)
    keep(certificate, *printed)


def keep(certificate, pdf, name_by_hand):
    """Store the PDF and note where; a worker whose lease ended and who was overtaken throws its own away."""
    name = store(pdf)
    if not certificate.done(name, name_by_hand=name_by_hand):
        default_storage.delete(name)


def store(pdf):
    """Put a PDF into the storage, named by its content, and return that name."""
    with Scratch() as scratch:
        scratch.write(pdf)
        scratch.flush()
        os.fsync(scratch.fileno())
        return default_storage.save(f"{FOLDER}{hashlib.sha256(pdf).hexdigest()}.pdf", scratch)


class Scratch(File):
    """A file beside the stored ones, which a storage on this disk moves into place at once instead of copying."""

    def __init__(self):
        folder = Path(settings.MEDIA_ROOT) / FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        handle, path = tempfile.mkstemp(dir=folder, suffix=".part")
        super().__init__(os.fdopen(handle, "wb"), path)

    def temporary_file_path(self):
        return self.name

    def __exit__(self, *exc_info):
        self.close()
        Path(self.name).unlink(missing_ok=True)
