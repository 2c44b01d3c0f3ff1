"""Forget: how far pupils were, and what they finished, when their school year is over."""

from accounts.retention import PUPILS

from .models import LessonCompletion, LessonProgress


def forget_results(before):
    pupils = {"learner__kind__in": PUPILS}
    LessonProgress.objects.filter(**pupils, reached_at__lt=before).delete()
    LessonCompletion.objects.filter(**pupils, completed_at__lt=before).delete()
