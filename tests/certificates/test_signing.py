"""The signature of an adult's certificate, when a key is configured."""

import io
import subprocess

import pikepdf
import pytest

from certificates.checks import certificates_can_be_signed
from certificates.models import Certificate
from certificates.signing import sign, signer
from tests.pdfs import printed
from tests.signing_keys import make


@pytest.fixture
def signed(signing_key):
    return printed(kind=Certificate.Kind.STAFF, design="seal")


def asked(pdf, authority):
    """What pyHanko says of the signature, trusting the authority alone."""
    from pyhanko.keys import load_cert_from_pemder
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    trust = ValidationContext(trust_roots=[load_cert_from_pemder(str(authority))])
    return validate_pdf_signature(PdfFileReader(io.BytesIO(pdf)).embedded_signatures[0], trust)


def test_it_is_valid_trusted_and_covers_everything(signed, signing_key):
    found = asked(signed, signing_key[1])
    assert found.bottom_line and found.trusted and found.intact
    assert found.docmdp_ok


def test_one_changed_letter_breaks_it(signed, signing_key):
    at = signed.index(b"/Lang") + 8
    broken = signed[:at] + bytes([signed[at] ^ 1]) + signed[at + 1 :]
    assert not asked(broken, signing_key[1]).intact


def test_it_shows_nothing_and_the_paper_says_so(signed, tmp_path):
    with pikepdf.open(io.BytesIO(signed)) as document:
        assert [float(side) for side in document.Root.AcroForm.Fields[0].Rect] == [0, 0, 0, 0]
    (tmp_path / "signed.pdf").write_bytes(signed)
    done = subprocess.run(["pdftotext", tmp_path / "signed.pdf", "-"], capture_output=True, text=True, check=True)
    assert "Signed digitally. Look here:" in done.stdout


def test_without_a_key_nothing_is_signed():
    assert sign(b"as it was") == b"as it was"


def test_once_the_key_has_run_out_nothing_is_signed(settings, tmp_path, caplog):
    settings.SIGNING_FILE, settings.SIGNING_PASSWORD = str(make(tmp_path, days=-1)[0]), "secret"
    signer.cache_clear()
    assert sign(b"as it was") == b"as it was"
    assert "has run out" in caplog.text
    signer.cache_clear()


def said(settings, file, password="secret"):
    """What `manage.py check` says of a key."""
    settings.SIGNING_FILE, settings.SIGNING_PASSWORD = str(file), password
    signer.cache_clear()
    found = [message.id for message in certificates_can_be_signed()]
    signer.cache_clear()
    return found


def test_the_check_says_what_is_wrong_with_a_key(settings, key_file, tmp_path):
    assert said(settings, "") == []
    assert said(settings, key_file[0]) == []
    assert said(settings, key_file[0], "wrong") == ["certificates.E001"]
    assert said(settings, make(tmp_path, days=-1)[0]) == ["certificates.W002"]
    assert said(settings, make(tmp_path, trusted=False)[0]) == ["certificates.W003"]
