from django.http import Http404
from django.shortcuts import render


def csrf_failure(request, reason=""):
    """The form was open for too long, or cookies are off: say what to do."""
    return render(request, "403_csrf.html", status=403)


def closed_uploads(request):
    """Wagtail's admin needs its image and document apps, but nobody uploads anything: each upload is a door for
    metadata and for scripts in files, and no lesson needs one yet."""
    raise Http404
