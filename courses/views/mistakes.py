from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ..mistakes import MistakeForm
from ..reading import Reader


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def report_mistake(request, course, lesson):
    """For adults: children have no box to write in."""
    reader = Reader(request.user)
    if reader.is_learner:
        raise Http404
    lesson = reader.lesson(course, lesson)
    form = MistakeForm(request.POST or None)
    if form.is_valid():
        if limited := ratelimit.consume_or_429(request, action="report_mistake"):
            return limited
        form.send(lesson)
        messages.success(request, _("Thank you. The editors will look at it."))
        return redirect(lesson)
    status = 422 if form.is_bound else 200
    return render(
        request, "courses/report_mistake.html", {**reader.frame(lesson.course, lesson), "form": form}, status=status
    )
