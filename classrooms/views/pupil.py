from django.shortcuts import render

from accounts.access import learners_only
from certificates.awarding import award
from courses.progress import learner_courses


@learners_only
def class_page(request):
    """A pupil's home: what to do next, how far they are, and their certificates."""
    courses = learner_courses(request.user)
    for progress in courses:
        progress.certificate = award(request.user, progress.course) if progress.complete else None
    return render(
        request,
        "classrooms/class_page.html",
        {"courses": courses, "band": courses[0].course.band if courses else "navigators"},
    )
