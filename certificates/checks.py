"""What `manage.py check` says of the machine."""

import ctypes
from contextlib import suppress

from django.conf import settings
from django.core.checks import Error, Warning, register
from django.utils import timezone

SUBSETTERS = ["libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll"]


def can_load(library):
    with suppress(OSError):
        return bool(ctypes.CDLL(library))
    return False


@register
def fonts_can_be_cut(**kwargs):
    """Without HarfBuzz's subsetter, WeasyPrint takes twenty times as long for each certificate."""
    if any(map(can_load, SUBSETTERS)):
        return []
    return [
        Warning(
            "Certificates will take twenty times as long: libharfbuzz-subset was not found.",
            hint="On Debian: apt-get install libharfbuzz-subset0. With Homebrew: brew install harfbuzz.",
            id="certificates.W001",
        )
    ]


@register
def certificates_can_be_signed(**kwargs):
    """A key that cannot be read would fail each certificate of an adult; one that nobody trusts makes readers warn."""
    if not settings.SIGNING_FILE:
        return []
    from .signing import signer

    try:
        certificate = signer().signing_cert
    except ValueError as error:
        return [Error(str(error), id="certificates.E001")]
    if certificate.not_valid_after < timezone.now():
        return [Warning("Certificates are not signed: the one in SIGNING_FILE has run out.", id="certificates.W002")]
    if certificate.self_signed != "no":
        hint = "Readers of PDFs warn of it. Use a document signing certificate of an authority that they trust."
        return [Warning("The certificate in SIGNING_FILE is self-signed.", hint=hint, id="certificates.W003")]
    return []
