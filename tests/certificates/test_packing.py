"""A class's certificates in one go: one PDF, one ZIP, whatever fails, is killed or is stopped on the way."""

import errno
import io
import subprocess
import sys
import time
import uuid
import zipfile

import pikepdf
import pytest
from celery import Task
from django.core.files.storage import default_storage
from django.db.models import F
from django.utils import timezone
from kombu.exceptions import OperationalError

from certificates import batches, packing, rendering, tasks
from certificates.models import Certificate, ClassPack
from classrooms import enrolling

NAMES = ["Zoë", "李明", "ਗੁਰਪ੍ਰੀਤ"]


@pytest.fixture
def earned(class_group, navigators, media):
    """Three pupils have one each: one of another script, one whose name we cannot print."""
    enrolling.enrol_names(class_group, NAMES)
    for place in class_group.enrolments.select_related("learner"):
        give(place.learner, navigators)
    return Certificate.objects.all()


def give(learner, course, **fields):
    fields = {"title": course.certificate_title, "band": course.band, "design": "path", **fields}
    return Certificate.objects.create(
        learner=learner, course_key=course.translation_key, name=learner.own_name, **fields
    )


@pytest.fixture
def pack(earned, class_group, navigators, teacher):
    made, _is_new = ClassPack.objects.ask(class_group, navigators.translation_key, teacher)
    return made


@pytest.fixture
def plain_paper(monkeypatch):
    """Sheets that are quick to print."""

    class Quick:
        def __init__(self, certificate):
            self.certificate, self.name_by_hand = certificate, False

        def pdf(self):
            return b"%PDF of " + self.certificate.name.encode()

    monkeypatch.setattr(batches, "lay_out", lambda rows: [Quick(one) for one in rows])
    monkeypatch.setattr(batches, "bind", lambda sheets: b"%PDF of all")
    monkeypatch.setattr(
        packing, "render_pdf", lambda pk: rendering.keep(Certificate.objects.get(pk=pk), b"%PDF", False)
    )


def made(pack):
    packing.make(pack.pk)
    pack.refresh_from_db()
    return pack


def files_in(pack):
    with default_storage.open(pack.zip) as stored, zipfile.ZipFile(stored) as files:
        return {name: files.read(name) for name in files.namelist()}


def pdf_text(pdf):
    return subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


# --- the paper -------------------------------------------------------------------------------------------------


def test_one_pdf_to_print_and_a_file_for_each(pack, earned):
    pack = made(pack)
    assert (pack.state, pack.size, pack.printed, pack.missing) == ("ready", 3, 3, [])
    with default_storage.open(pack.pdf) as stored:
        whole = stored.read()
    pages = pdf_text(whole).split("\f")[:-1]
    assert len(pages) == 3
    assert [name in page for name, page in zip(NAMES, pages, strict=True)] == [True, False, True]
    for certificate, page in zip(earned.order_by("pk"), pages, strict=True):
        assert certificate.readable_code in page
    with pikepdf.open(io.BytesIO(whole)) as document:
        assert document.Root.MarkInfo.Marked and str(document.Root.Lang) == "en-GB"
        pictures = {str(page.Resources.XObject["/furniture"].objgen) for page in document.pages}
        assert len(pictures) == 1  # the drawing is in it once
    files = files_in(pack)
    assert list(files) == ["01 Zoë.pdf", "02 李明.pdf", "03 ਗੁਰਪ੍ਰੀਤ.pdf"]
    alone = pdf_text(files["01 Zoë.pdf"])
    assert alone == pages[0] + "\f"
    assert [one.name_by_hand for one in earned.order_by("pk")] == [False, True, False]
    assert all(one.is_ready for one in earned)


def test_what_is_printed_already_is_not_printed_again(pack, earned, plain_paper):
    rendering.keep(earned.get(name="Zoë"), b"%PDF before", False)
    pack = made(pack)
    assert b"%PDF before" in files_in(pack).values()
    assert len(default_storage.listdir("certificates")[1]) == 3


def test_a_file_that_was_lost_is_printed_anew(pack, earned, plain_paper):
    one = earned.get(name="Zoë")
    rendering.keep(one, b"%PDF before", False)
    default_storage.delete(Certificate.objects.get(pk=one.pk).pdf.name)
    assert len(files_in(made(pack))) == 3


def test_a_name_made_to_hang_the_printer_hangs_no_batch():
    begin = time.process_time()
    names = ["Zoë", "a" + "\u0300" * 100_000, "W" * 100_000, "<style>@import url(http://127.0.0.1:9/x)</style>"]
    rows = [
        Certificate(pk=number, name=name, title="Navigators", band="navigators", design="path")
        for number, name in enumerate(names)
    ]
    sheets = batches.lay_out(rows)
    assert [sheet.name_by_hand for sheet in sheets] == [False, True, True, False]
    assert time.process_time() - begin < 5


# --- what goes wrong -------------------------------------------------------------------------------------------


def test_one_that_cannot_be_printed_is_named_and_the_others_are_there(pack, earned, monkeypatch, plain_paper):
    bad = earned.get(name="Zoë")
    quick = batches.lay_out

    def lay_out(rows):
        if bad in rows:
            raise RecursionError
        return quick(rows)

    monkeypatch.setattr(batches, "lay_out", lay_out)
    pack = made(pack)
    assert pack.state == "ready"
    assert (pack.missing, len(pack.certificates)) == ([bad.pk], 2)


def test_one_that_takes_the_worker_down_is_left_out_in_the_end(pack, earned, monkeypatch, plain_paper):
    bad, quick = earned.get(name="Zoë"), packing.render_pdf

    def render(pk):
        if pk == bad.pk:
            Certificate.objects.filter(pk=pk).update(tries=F("tries") + 1)
            raise SystemExit
        quick(pk)

    monkeypatch.setattr(packing, "render_pdf", render)
    with monkeypatch.context() as first:
        first.setattr(batches, "lay_out", lambda rows: sys.exit())
        with pytest.raises(SystemExit):
            made(pack)
    for _ in range(packing.MOST_TRIES):
        ClassPack.objects.update(lease_until=timezone.now())
        with pytest.raises(SystemExit):
            made(pack)
    ClassPack.objects.update(lease_until=timezone.now())
    pack = made(pack)
    assert (pack.state, pack.missing) == ("ready", [bad.pk])


def test_none_can_be_printed(pack, earned, monkeypatch):
    earned.update(tries=packing.MOST_TRIES)
    pack = made(pack)
    assert pack.state == "failed" and len(pack.missing) == 3


def test_delivered_twice_there_is_one(pack, plain_paper):
    first = made(pack).pdf
    assert made(pack).pdf == first
    assert len(default_storage.listdir("packs")[1]) == 2


def test_killed_on_the_way_it_is_made_anew_after_the_lease(pack, earned, plain_paper):
    assert ClassPack.objects.claim(pack.pk)
    ClassPack.objects.get(pk=pack.pk).goes_on(1)  # and then the worker died
    assert made(pack).state == "making"
    ClassPack.objects.update(lease_until=timezone.now())
    assert made(pack).state == "ready"
    assert len(default_storage.listdir("packs")[1]) == 2


def test_who_is_overtaken_stores_nothing(pack, plain_paper):
    assert ClassPack.objects.claim(pack.pk)
    slow = ClassPack.objects.get(pk=pack.pk)
    ClassPack.objects.update(lease_until=timezone.now())
    first = made(pack).pdf
    packing.fill(slow)
    assert ClassPack.objects.get().pdf == first
    assert len(default_storage.listdir("packs")[1]) == 2


def test_the_broker_is_down(pack, earned, monkeypatch, plain_paper):
    """The rows are the queue: nothing is lost, and it is done when the broker is back."""

    def refuse(*_args, **_options):
        raise OperationalError

    with monkeypatch.context() as down:
        down.setattr(Task, "apply_async", refuse)
        with pytest.raises(OperationalError):
            tasks.sweep()
    assert ClassPack.objects.due().get() == pack and Certificate.objects.due().count() == 3
    monkeypatch.setattr(Task, "apply_async", lambda task, args, **_options: task(*args))
    tasks.sweep()
    pack.refresh_from_db()
    assert pack.state == "ready"


def test_the_disk_is_full(pack, monkeypatch, plain_paper):
    def full(_name, _content):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(default_storage._wrapped.__class__, "save", lambda self, *args, **kwargs: full(*args))
        assert made(pack).state == "late"
    ClassPack.objects.update(lease_until=timezone.now())
    assert made(pack).state == "ready"


def test_stopped_on_the_way(pack, monkeypatch, plain_paper):
    quick = batches.lay_out

    def lay_out(rows):
        pack.cancel()
        return quick(rows)

    monkeypatch.setattr(batches, "lay_out", lay_out)
    assert made(pack).state == "cancelled"
    assert not default_storage.exists("packs") or not default_storage.listdir("packs")[1]
    assert Certificate.objects.exclude(done_at=None).count() == 3  # those stay
    assert not ClassPack.objects.due().exists()


# --- one at a time, and not for ever ---------------------------------------------------------------------------


def test_asked_twice_it_is_one(pack, class_group, navigators, teacher, plain_paper):
    assert ClassPack.objects.ask(class_group, navigators.translation_key, teacher) == (pack, False)
    made(pack)
    assert ClassPack.objects.ask(class_group, navigators.translation_key, teacher)[1] is True


@pytest.mark.parametrize("end", ["a day", "corrected", "erased"])
def test_its_files_go(pack, earned, plain_paper, end):
    pack = made(pack)
    tasks.tidy()
    assert pack.is_there and default_storage.exists(pack.pdf)
    if end == "a day":
        ClassPack.objects.update(until=timezone.now())
    elif end == "corrected":
        earned.first().end(Certificate.Ended.REPLACED)
    else:
        earned.first().learner.delete()
    pack.refresh_from_db()
    assert pack.state == "gone"
    tasks.tidy()
    assert not default_storage.listdir("packs")[1]


# --- its page --------------------------------------------------------------------------------------------------


def text(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def url(class_group):
    return f"/desk/{class_group.pk}/certificates/"


@pytest.fixture
def desk(sign_in, teacher):
    client = sign_in(teacher)
    session = client.session
    session["started"] = timezone.now().isoformat()
    session.save()
    return client


def test_from_the_button_to_the_files(desk, url, earned, navigators, plain_paper):
    assert "Make 3 certificates to print" in text(desk.get(url))
    asked = {"action": "pack", "course": navigators.translation_key}
    assert desk.post(url, asked).status_code == 302
    desk.post(url, asked)  # a double click
    pack = ClassPack.objects.get()
    page = text(desk.get(url))
    assert 'data-waits="making"' in page and "waiting.js" in page and "Look again" in page
    ClassPack.objects.update(size=3, printed=2)
    assert '<progress aria-labelledby="far-1" value="2" max="3">' in text(desk.get(url))  # and after a reload
    assert "2 of 3 printed" in text(desk.get(url))
    made(pack)
    page = text(desk.get(url))
    assert "3 certificates are ready to print" in page and "waiting.js" not in page
    whole = desk.get(f"/pack/{pack.pk}/pdf/")
    assert (whole["Content-Type"], whole["Cache-Control"]) == ("application/pdf", "private, no-store")
    assert desk.get(f"/pack/{pack.pk}/zip/")["Content-Disposition"] == 'attachment; filename="certificates.zip"'
    assert desk.get(f"/pack/{pack.pk}/exe/").status_code == 404


def test_it_can_be_stopped(desk, url, pack):
    page = desk.post(url, {"action": "cancel", "course": pack.course_key}, follow=True)
    assert "Stopped." in text(page) and "Make 3 certificates to print" in text(page)


def test_the_page_says_what_failed_for_whom(desk, url, pack, earned, plain_paper):
    Certificate.objects.filter(name="Zoë").update(tries=packing.MOST_TRIES)
    made(pack)
    page = text(desk.get(url))
    assert "2 certificates are ready" in page
    assert "could not be printed" in page.partition("Zoë")[0]


def test_who_does_not_see_the_class_does_not_get_its_pack(sign_in, other_teacher, pupil, url, pack, plain_paper):
    made(pack)
    for stranger, status in [(other_teacher, 404), (pupil, 403)]:
        browser = sign_in(stranger)
        assert browser.get(url).status_code == browser.get(f"/pack/{pack.pk}/pdf/").status_code == status


def test_a_foreign_course_is_not_packed(desk, url, earned):
    for course in ["", "x", uuid.uuid4()]:
        assert desk.post(url, {"action": "pack", "course": course}).status_code == 404
