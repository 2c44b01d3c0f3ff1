"""An adult's certificate is kept for years: PDF/A-3a and PDF/UA-1 at once, with its credential, and signed.

WeasyPrint writes the one or the other, so what makes it PDF/UA is added to its metadata afterwards. The signature
comes last, as anything later would break it.
"""

import io
from pathlib import Path

import pikepdf
from weasyprint import Attachment

from . import badges
from .signing import sign

# PDF/A wants each kind of metadata that it does not know described.
IS_UA = (Path(__file__).with_name("assets") / "pdfua.xmp").read_bytes()


def standard(certificate):
    """What WeasyPrint is told: the standard, and what is attached."""
    if not certificate.is_for_an_adult:
        return {"pdf_variant": "pdf/ua-1"}
    return {"pdf_variant": "pdf/a-3a", "pdf_tags": True, "attachments": attachments(certificate)}


def attachments(certificate):
    if not badges.is_issuer():
        return []
    about = {"name": "credential.json", "description": "Open Badges 3.0 credential", "relationship": "Data"}
    return [Attachment(string=badges.credential(certificate), **about)]


def finish(certificate, pdf):
    """The PDF as it is kept."""
    return sign(both_standards(pdf)) if certificate.is_for_an_adult else pdf


def both_standards(pdf):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        words = document.Root.Metadata.read_bytes()
        start = words.index(b">", words.index(b"<rdf:RDF")) + 1
        document.Root.Metadata.write(words[:start] + IS_UA + words[start:])
        document.save(out)
    return out.getvalue()
