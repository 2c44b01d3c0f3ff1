"""Whether what children read needs two people's word before it is published."""

from django.conf import settings


def sign_off_is_required():
    """Always, but in the demo and while developing: there everybody may try things, under a ribbon."""
    return not (settings.DEMO or settings.DEBUG)
