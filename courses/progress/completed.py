from django.db.models import Count, F, IntegerField, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from accounts.models import Enrolment, User
from quizzes.models import Attempt

from ..models import LessonCompletion, Pause


def completed_learners(course):
    """Learners who finished every lesson that one of their classes does not leave out, and passed the end quiz."""
    keys = [lesson.translation_key for lesson in course.lessons]
    enrolments = Enrolment.objects.current().filter(class_group__assignments__course_key=course.translation_key)
    if course.end_quiz_id:
        passed = Attempt.objects.filter(quiz_key=course.end_quiz.translation_key, passed=True)
        enrolments = enrolments.filter(learner__in=passed.values("learner"))
    return User.objects.filter(pk__in=complete(enrolments, keys).values("learner"))


def complete(rows, keys, class_group="class_group"):
    """Of these rows, each with a `learner` and a class, those where the one finished all that the other teaches."""
    left_out = Pause.objects.filter(class_group=OuterRef(class_group), lesson_key__in=keys)
    finished = LessonCompletion.objects.filter(learner=OuterRef("learner"), lesson_key__in=keys).exclude(
        lesson_key__in=Pause.objects.filter(class_group=OuterRef(OuterRef(class_group))).values("lesson_key")
    )
    counts = rows.order_by().annotate(wanted=len(keys) - counted(left_out), finished=counted(finished))
    return counts.filter(wanted__gt=0, finished=F("wanted"))


def counted(rows):
    """How many rows, as a part of a larger query."""
    one_group = rows.order_by().annotate(group=Value(1)).values("group").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(one_group, output_field=IntegerField()), 0)
