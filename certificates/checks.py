"""What `manage.py check` says of the machine."""

import ctypes
from contextlib import suppress

from django.core.checks import Warning, register

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
