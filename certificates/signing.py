"""The invisible signature (PAdES) of an adult's certificate: readers say who made it, and that nobody changed it.

It needs a key that such readers trust, bought from a certificate authority: `SIGNING_FILE`. Without one, or once its
certificate has run out, certificates are not signed, and do not say that they are.
"""

import io
import logging
from functools import cache

from django.conf import settings
from django.utils import timezone

logger = logging.getLogger(__name__)


@cache
def signer():
    """The key with its certificates; None if none is configured. ValueError if the file or password is wrong."""
    from pyhanko.sign.signers import SimpleSigner

    if not settings.SIGNING_FILE:
        return None
    found = SimpleSigner.load_pkcs12(settings.SIGNING_FILE, passphrase=settings.SIGNING_PASSWORD.encode() or None)
    if not found:
        raise ValueError("SIGNING_FILE cannot be read with SIGNING_PASSWORD.")
    return found


def signs():
    """Whether what is printed now gets a signature."""
    if not signer():
        return False
    if signer().signing_cert.not_valid_after < timezone.now():
        logger.error("Certificates are not signed: the certificate in SIGNING_FILE has run out.")
        return False
    return True


def sign(pdf):
    """The PDF with a signature that allows no change after it; as it was where there is no key."""
    if not signs():
        return pdf
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers
    from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter

    about = signers.PdfSignatureMetadata(
        field_name="Signature",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    return signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), about, signer=signer()).getvalue()
