from functools import cached_property

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.middleware.gzip import GZipMiddleware

CMS = "/cms/"


def privacy(get_response):
    """No page with a session is ever kept by a cache; the CMS has its own, looser policy for scripts."""

    def middleware(request):
        response = get_response(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-store"
        if request.path.startswith(CMS):
            # A preview is a page within a page: it comes with the policy that it has outside.
            response.headers.pop("Content-Security-Policy", None)
            response._csp_replace = settings.CMS_CONTENT_SECURITY_POLICY
            response["X-Frame-Options"] = "SAMEORIGIN"
        return response

    return middleware


class ContentPolicy(CSPMiddleware):
    """What a page may load. Nearly all have the same policy, which is put into words once."""

    usual = cached_property(lambda self: build_policy())

    def process_response(self, request, response):
        has_its_own = hasattr(request, "_csp_nonce") or any(name.startswith("_csp") for name in vars(response))
        if has_its_own or settings.DEBUG:
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, self.usual)
        return response


class CompressPages(GZipMiddleware):
    """A lesson's page is a quarter of its size, for a millisecond; certificates and pictures are small already.

    What a page says about its reader stays hidden in the length: Django adds some random bytes (BREACH).
    """

    def process_response(self, request, response):
        if not response.get("Content-Type", "").startswith("text/html"):
            return response
        return super().process_response(request, response)
