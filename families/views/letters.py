"""Behind the link of a letter home: ten minutes for a family, and a number for the teacher."""

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.views.decorators.http import require_http_methods

from ..letter_home import LetterHome
from ..models import HomeLetter

DONE = "letters_done"  # in the session: a family counts once on a device


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request, code):
    found = get_object_or_404(HomeLetter.objects.defer("pdf"), code=code.upper())
    home = LetterHome(found)
    if not home.is_there:
        raise Http404
    done = request.session.get(DONE, [])
    if request.method == "POST":
        if found.pk not in done:
            if limited := ratelimit.consume_or_429(request, action="begin_at_home"):
                return limited
            found.count_one()
            request.session[DONE] = [*done, found.pk]
        return redirect(found.path)
    context = {"band": "family", "home": home, "done": found.pk in done}
    with translation.override(home.language):
        return render(request, "families/letter.html", context)
