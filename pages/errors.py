from django.shortcuts import render


def csrf_failure(request, reason=""):
    """The form was open for too long, or cookies are off: say what to do."""
    return render(request, "403_csrf.html", status=403)
