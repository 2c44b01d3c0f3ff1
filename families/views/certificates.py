"""Certificates for the fridge: the name is typed on the page, printed, and never sent."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.choices import AgeBand
from certificates.home_paper import home_paper
from certificates.models import Certificate
from courses.progress import LearnerProgress

from ..access import for_families, guardians_only
from ..children import finished_on, of_guardian
from ..road import Road, pupil_courses


@require_safe
@for_families
def certificate(request):
    """The family's, for the Family course and the rehearsal."""
    road = Road(request.user)
    context = {"band": AgeBand.FAMILY, "road": road}
    if road.complete:
        note = _("Here, nobody is in trouble for telling.")
        context |= home_paper(road.course, finished_on(road.learner, road.course), note=note)
        own = Certificate.objects.current().filter(learner=road.learner, course_key=road.course.translation_key)
        context["own"] = own.first()
    return render(request, "families/certificate.html", context)


@login_not_required
@require_safe
def course_certificate(request, slug):
    """Of whoever did a pupil course here: a child with the phone in hand, or a family side by side."""
    user = request.user
    if not (user.is_authenticated and (user.is_of_a_family or user.is_home_guest or user.is_guardian)):
        raise Http404
    return paper_of(request, user, slug)


@require_safe
@guardians_only
def childs_certificate(request, pk, slug):
    """The same paper for the child's grown-up, who has the printer."""
    return paper_of(request, get_object_or_404(of_guardian(request.user), pk=pk), slug)


def paper_of(request, learner, slug):
    course = get_object_or_404(pupil_courses(), slug=slug)
    if not LearnerProgress(learner, course).complete:
        raise Http404
    child = learner if learner.is_of_a_family else None
    name = child.display_name if child else ""
    context = {"band": course.band, "child": child} | home_paper(course, finished_on(learner, course), name=name)
    return render(request, "families/course_certificate.html", context)
