"""Pack: a class's certificates as one PDF and one ZIP. Whatever is killed or comes twice, there is one of each."""

import io
import logging
import secrets
import zipfile
from itertools import islice
from unicodedata import category

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from accounts.models import Enrolment
from accounts.names import JOINERS
from pages.limits import limited

from .models import Certificate
from .models.class_pack import PACKS, ClassPack
from .rendering import keep, render_pdf

A_BATCH = 10  # a second's work at most: so often the page says how far it is, and looks whether it was cancelled
MOST_TRIES = 3  # a certificate that failed as often is left out, and named

logger = logging.getLogger(__name__)


def make(pk):
    """Make one pack, if that is due. Certificates that are printed by then stay printed, whatever happens."""
    ClassPack.objects.select_related("class_group").work_on(pk, fill)


def fill(pack):
    rows = in_order(pack)
    pack.size = len(rows)
    sheets, missing, left = [], [], iter(rows)
    while batch := list(islice(left, A_BATCH)):
        if not pack.goes_on(len(sheets) + len(missing)):
            return  # cancelled, or somebody else is at it
        # After a worker was lost with it, one by one: so the one that takes workers down is found, and left out.
        printed = (print_batch(batch) if pack.tries == 1 else []) or print_each(batch)
        sheets += printed
        missing += [one.pk for one in batch if one.pk not in {sheet.certificate.pk for sheet in printed}]
    if sheets and pack.goes_on(pack.size):
        store(pack, sheets, missing)
    elif not sheets:
        pack.give_up(missing)


def in_order(pack):
    """The class's own one first, and then by the numbers of the cards."""
    places = Enrolment.objects.here().filter(class_group=pack.class_group)
    numbers = dict(places.values_list("learner_id", "number"))
    found = Certificate.objects.current().of_class(pack.class_group).filter(course_key=pack.course_key)
    rows = sorted(found, key=lambda one: (numbers.get(one.learner_id, 0), one.pk))
    for one in rows:
        one.number = numbers.get(one.learner_id, 0)
    return rows


def print_batch(rows):
    """The sheets of all of these, and a file for each that has none yet; nothing if one of them spoils the batch."""
    from .batches import lay_out

    if any(one.tries >= MOST_TRIES and not one.is_ready for one in rows):
        return []
    try:
        with limited():
            sheets = lay_out(rows)
        for sheet in sheets:
            print_file(sheet)
    except OSError:
        raise  # the disk, and not the paper
    except Exception as error:
        logger.warning("A batch of certificates is printed one by one: %s", type(error).__name__)
        return []
    look_again(rows)
    return sheets


def print_each(rows):
    """One by one: what cannot be printed is left out, and the others are there."""
    from .batches import lay_out

    for one in rows:
        if not one.is_ready and one.tries < MOST_TRIES:
            render_pdf(one.pk)
    look_again(rows)
    sheets = []
    for one in rows:
        if one.is_ready:
            try:
                with limited():
                    sheets += lay_out([one])
            except Exception as error:
                logger.warning("Certificate %s is not in the pack: %s", one.pk, type(error).__name__)
    return sheets


def print_file(sheet):
    """Its own PDF, unless it has one. A worker that is at the same one just now may be quicker, and then its stays."""
    one = sheet.certificate
    if one.is_ready and not default_storage.exists(one.pdf.name):
        Certificate.objects.filter(pk=one.pk, pdf=one.pdf.name).print_again()
        one.done_at = None
    if not one.is_ready:
        keep(one, sheet.pdf(), sheet.name_by_hand)


def look_again(rows):
    """What is stored of them now."""
    stored = Certificate.objects.only("pdf", "done_at").in_bulk([one.pk for one in rows])
    for one in rows:
        now = stored.get(one.pk)
        one.pdf, one.done_at = (now.pdf.name, now.done_at) if now else ("", None)


def store(pack, sheets, missing):
    from .batches import bind

    name = f"{PACKS}{secrets.token_urlsafe(24)}"
    pdf = default_storage.save(f"{name}.pdf", ContentFile(bind(sheets)))
    try:
        packed = default_storage.save(f"{name}.zip", ContentFile(zipped(sheet.certificate for sheet in sheets)))
    except Exception:
        default_storage.delete(pdf)
        raise
    if not pack.keep(pdf, packed, [sheet.certificate.pk for sheet in sheets], missing):
        default_storage.delete(pdf)
        default_storage.delete(packed)


def zipped(certificates):
    """A file for each, by the number of the card; PDFs do not get smaller."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as files:
        for one in certificates:
            with one.pdf.open() as pdf:
                files.writestr(f"{file_name(one)}.pdf", pdf.read())
    return out.getvalue()


def file_name(certificate):
    """Number, name, and which of two a pupil has; without what a file system would read something into."""
    name = "".join(
        letter if letter.isalnum() or letter in JOINERS or category(letter)[0] == "M" else " "
        for letter in certificate.name
    )
    kind = "" if certificate.kind == Certificate.Kind.COURSE else certificate.kind
    return " ".join(f"{certificate.number:02} {name} {kind}".split())
