"""Of a class's certificates its teachers hear: when they are printed, at most once a day. Never a child."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import ClassGroup, Enrolment
from certificates.letters import write
from certificates.models import Certificate

QUIET = timedelta(minutes=10)  # a class finishes together: one mail, when no more come
AT_MOST = timedelta(hours=20)  # and no second one on the same day
LATELY = timedelta(days=7)


def write_to_teachers():
    """How many are new, and where they are; no name, and no file: those stay behind the sign-in."""
    for group in classes_with_news():
        with transaction.atomic():
            number = news().of_class(group).tell()
            for teacher in group.teachers.filter(is_active=True) if number else []:
                write("classrooms/mail/certificates.txt", teacher.email, group=group, number=number)


def news():
    return (
        Certificate.objects.current()
        .exclude(kind__in=Certificate.ADULTS)
        .filter(told_at=None, done_at__gt=timezone.now() - LATELY)
    )


def classes_with_news():
    """Where nothing came in the last minutes, and that were not written to today."""
    now = timezone.now()
    learners = news().values("learner")
    places = Enrolment.objects.current().filter(learner__in=learners).order_by().values("class_group")
    groups = ClassGroup.objects.current().filter(Q(pk__in=places) | Q(learner__in=learners))
    return [
        group
        for group in groups
        if not news().of_class(group).filter(done_at__gt=now - QUIET).exists()
        and not Certificate.objects.of_class(group).filter(told_at__gt=now - AT_MOST).exists()
    ]
