from django.conf import settings

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
