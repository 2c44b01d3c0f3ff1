"""The way in, as a square code that a tablet's camera reads."""

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString


def join_address():
    """What pupils type."""
    return (settings.BASE_URL + reverse("classrooms:live_join")).partition("://")[2].rstrip("/")


def svg(session):
    """The code stands in the fragment, which browsers send to nobody."""
    import segno  # as certificates.hand_views says

    address = f"{settings.BASE_URL}{reverse('classrooms:live_join')}#{session.code}"
    code = segno.make(address, error="m", micro=False)
    return SafeString(code.svg_inline(border=2, scale=8, omitsize=True, svgclass="live-qr", lineclass=None))
