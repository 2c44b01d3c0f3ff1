"""From the row to the stored file: exactly one, whole."""

import datetime
import errno
import hashlib
import os
import time

import pytest
from django.db.models import F
from django.utils import timezone

from accounts.models import School
from certificates import rendering
from certificates.models import Certificate
from certificates.printing import print_certificate
from certificates.rendering import render_pdf
from certificates.tidying import tidy
from pages.limits import limited


def files(media):
    return sorted(path.name for path in media.glob("*")) if media.exists() else []


def test_a_due_certificate_is_printed_and_kept(certificate, media):
    render_pdf(certificate.pk)
    certificate.refresh_from_db()
    assert certificate.is_ready and certificate.state == "ready"
    assert not certificate.name_by_hand
    assert certificate.pdf.read().startswith(b"%PDF-1.7")
    assert [f"certificates/{name}" for name in files(media)] == [certificate.pdf.name]
    assert not list(media.parent.glob("*.part"))


def test_a_file_is_named_by_its_content(printed):
    name = hashlib.sha256(printed.pdf.read()).hexdigest()
    assert printed.pdf.name == f"certificates/{name}.pdf"


def test_a_name_that_takes_too_much_costs_one_certificate(certificate, media, monkeypatch):
    """Whatever gets past the rules for names meets a limit of time and memory; the next is printed."""
    monkeypatch.setattr(rendering, "limited", lambda: limited(cpu_seconds=0.05))
    monkeypatch.setattr("certificates.printing.print_certificate", lambda _certificate: list(iter(int, 1)))
    render_pdf(certificate.pk)
    certificate.refresh_from_db()
    assert (certificate.state, certificate.last_error) == ("late", "TooMuch")
    monkeypatch.undo()
    Certificate.objects.update(lease_until=timezone.now())
    render_pdf(certificate.pk)
    certificate.refresh_from_db()
    assert certificate.is_ready


def test_a_task_delivered_twice_makes_one_file(printed, media):
    first = printed.pdf.name
    render_pdf(printed.pk)
    printed.refresh_from_db()
    assert printed.pdf.name == first
    assert len(files(media)) == 1


def test_who_is_overtaken_throws_its_own_away(certificate, media):
    """One worker is so slow that its lease ends; a second begins and is quicker."""
    Certificate.objects.claim(certificate.pk)
    slow = print_certificate(certificate)
    Certificate.objects.update(lease_until=timezone.now())
    render_pdf(certificate.pk)
    rendering.keep(certificate, *slow)
    certificate.refresh_from_db()
    assert [f"certificates/{name}" for name in files(media)] == [certificate.pdf.name]


def test_who_was_killed_leaves_it_to_the_next_after_the_lease(certificate, media):
    assert Certificate.objects.claim(certificate.pk)  # and then the worker died
    assert Certificate.LEASE_SECONDS <= 120
    render_pdf(certificate.pk)
    certificate.refresh_from_db()
    assert certificate.state == "printing" and not files(media)
    Certificate.objects.update(lease_until=F("lease_until") - datetime.timedelta(seconds=Certificate.LEASE_SECONDS))
    render_pdf(certificate.pk)
    certificate.refresh_from_db()
    assert certificate.is_ready and len(files(media)) == 1


@pytest.fixture
def broken_disk(settings, tmp_path):
    """A storage that takes nothing."""
    (tmp_path / "file").write_text("Amira")
    settings.MEDIA_ROOT = tmp_path / "file" / "media"


def test_what_went_wrong_is_tried_again_later_and_in_the_end_given_up(certificate, broken_disk):
    render_pdf(certificate.pk)
    certificate.refresh_from_db()
    assert certificate.state == "late"
    assert certificate.last_error == "NotADirectoryError"  # the kind of error, and no name
    assert not Certificate.objects.due().exists()
    for _ in range(Certificate.MOST_TRIES):
        Certificate.objects.update(lease_until=timezone.now())
        render_pdf(certificate.pk)
    certificate.refresh_from_db()
    assert certificate.state == "failed"
    assert not Certificate.objects.due().exists()


@pytest.mark.parametrize("place", ["os.fsync", "django.core.files.storage.filesystem.FileSystemStorage._save"])
def test_a_full_disk_leaves_no_half_a_file_and_prints_it_when_there_is_room(certificate, media, monkeypatch, place):
    """While it is written beside the others, and while it is moved to its place."""

    def full(*_args):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(place, full)
        render_pdf(certificate.pk)
    certificate.refresh_from_db()
    assert (certificate.state, certificate.pdf.name, files(media)) == ("late", "", [])
    Certificate.objects.update(lease_until=timezone.now())
    render_pdf(certificate.pk)
    certificate.refresh_from_db()
    assert certificate.is_ready and len(files(media)) == 1


def test_when_the_disk_is_back_it_is_printed(certificate, broken_disk, settings, tmp_path):
    render_pdf(certificate.pk)
    settings.MEDIA_ROOT = tmp_path
    Certificate.objects.update(lease_until=timezone.now())
    render_pdf(certificate.pk)
    certificate.refresh_from_db()
    assert certificate.state == "ready" and certificate.last_error == ""


def test_a_certificate_erased_meanwhile_leaves_no_file(certificate, media):
    pdf = print_certificate(certificate)
    Certificate.objects.all().delete()
    rendering.keep(certificate, *pdf)
    assert not files(media)


def test_nothing_of_a_certificate_that_is_gone(db, media):
    render_pdf(999_999)
    assert not files(media)


def test_a_revoked_certificate_is_not_printed(certificate, media):
    Certificate.objects.update(revoked_at=timezone.now())
    render_pdf(certificate.pk)
    assert not files(media)


def test_a_name_left_to_the_pen_is_noted(certificate, media):
    Certificate.objects.update(name="李明")
    render_pdf(certificate.pk)
    certificate.refresh_from_db()
    assert certificate.is_ready and certificate.name_by_hand


def test_deleting_takes_the_file_along(printed, media):
    printed.delete()
    assert not files(media)


def test_deleting_many_takes_the_files_along(printed, media):
    Certificate.objects.all().delete()
    assert not files(media)


@pytest.mark.parametrize("age, left", [(0, 1), (3600, 0)])
def test_the_file_of_an_erased_learner_goes_with_the_next_tidying(printed, media, pupil, age, left):
    """A file may be a moment older than its row says; so a new one is left alone."""
    pupil.delete()
    path = media / files(media)[0]
    os.utime(path, (time.time() - age, time.time() - age))
    tidy()
    assert len(files(media)) == left


def test_tidying_leaves_what_belongs_to_somebody(printed, media):
    path = media / files(media)[0]
    os.utime(path, (time.time() - 9000, time.time() - 9000))
    tidy()
    assert len(files(media)) == 1


def test_a_logo_goes_when_neither_school_nor_certificate_has_it(printed, media, school):
    logos = media.parent / "logos"
    logos.mkdir()
    for name in ("old", "given", "now"):
        (logos / f"{name}.png").write_bytes(b"a logo")
        os.utime(logos / f"{name}.png", (time.time() - 9000, time.time() - 9000))
    School.objects.filter(pk=school.pk).update(logo="logos/now.png")
    Certificate.objects.filter(pk=printed.pk).update(logo="logos/given.png")
    tidy()
    assert files(logos) == ["given.png", "now.png"]
    Certificate.objects.all().delete()
    tidy()
    assert files(logos) == ["now.png"]
