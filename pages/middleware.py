from django.conf import settings

CMS = "/cms/"


def privacy(get_response):
    """No page with a session is ever kept by a cache; the CMS has its own, looser policy for scripts."""

    def middleware(request):
        response = get_response(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-store"
        if request.path.startswith(CMS):
            response._csp_update = settings.CMS_CONTENT_SECURITY_POLICY
            response["X-Frame-Options"] = "SAMEORIGIN"
        return response

    return middleware
