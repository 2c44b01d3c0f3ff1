"""Merge: what a guest did becomes an account's, once. The guest's row goes with whatever the account had already."""

from django.db import transaction

from accounts.models import User
from courses.models import HomeCourse, LessonCompletion, LessonProgress, Rehearsal
from quizzes.models import Attempt


class NotAGuest(Exception):
    """Only a guest is ever merged into an account."""


@transaction.atomic
def merge(guest, account):
    guest = User.objects.home_guests().select_for_update().filter(pk=guest.pk).first()
    if guest is None:
        raise NotAGuest
    for progress in LessonProgress.objects.filter(learner=guest):
        LessonProgress.objects.reach(account, progress.lesson_key, progress.step)
    had = LessonCompletion.objects.filter(learner=account).values("lesson_key")
    LessonCompletion.objects.filter(learner=guest).exclude(lesson_key__in=list(keys(had))).update(learner=account)
    taken = HomeCourse.objects.filter(learner=account).values("course_key")
    HomeCourse.objects.filter(learner=guest).exclude(course_key__in=list(keys(taken))).update(learner=account)
    if not Rehearsal.objects.filter(learner=account).exists():
        Rehearsal.objects.filter(learner=guest).update(learner=account)
    attempts = Attempt.objects.filter(learner=guest)
    attempts.finished().update(learner=account)
    under_way = Attempt.objects.open().filter(learner=account).values("quiz_key")
    attempts.open().exclude(quiz_key__in=list(keys(under_way))).update(learner=account)
    guest.delete()


def keys(rows):
    return (key for row in rows for key in row.values())
