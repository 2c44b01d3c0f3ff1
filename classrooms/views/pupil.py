from django.shortcuts import render

from accounts.access import learners_only
from accounts.choices import AgeBand
from certificates.awarding import award
from certificates.models import Certificate
from courses.progress import LearnerProgress
from courses.reading import Reader

from ..models import ClassSession


@learners_only
def class_page(request):
    """A pupil's home: what to do next, how far they are, and their certificates."""
    courses = Reader(request.user).courses().select_related("end_quiz")
    progresses = [LearnerProgress(request.user, course) for course in courses]
    for progress in progresses:
        progress.certificate = award(request.user, progress.course) if progress.complete else None
    band = progresses[0].course.band if progresses else AgeBand.NAVIGATORS
    nation = request.user.school.nation if request.user.school else ""
    shown = [progress.certificate.pk for progress in progresses if progress.certificate]
    context = {
        "progresses": progresses,
        "earlier": Certificate.objects.current().filter(learner=request.user).exclude(pk__in=shown).exists(),
        "band": band,
        "nation": nation,
    }
    return render(
        request, "classrooms/class_page.html", context | {"live": ClassSession.objects.open_to(request.user)}
    )
