"""Staff preparation: the parts of the staff course that a teacher finishes once before the hardest lessons."""

from accounts.choices import AgeBand
from accounts.models import ClassGroup

from .models import Course, Lesson, LessonCompletion

PREPARATION = ("T1", "T2", "T3", "T4", "T5")  # T6 is for after the lesson


def preparation_keys():
    course = Course.objects.live().filter(band=AgeBand.STAFF).first()
    return [lesson.translation_key for lesson in course.lessons if lesson.code in PREPARATION] if course else []


def teacher_is_prepared(class_groups):
    """A teacher of one of these classes has finished all parts, or there are none."""
    keys = set(preparation_keys())
    if not keys:
        return True
    teachers = ClassGroup.teachers.through.objects.filter(classgroup__in=class_groups).values("user")
    facts = LessonCompletion.objects.filter(learner__in=teachers, lesson_key__in=keys)
    finished = {}
    for teacher, key in facts.values_list("learner", "lesson_key"):
        finished.setdefault(teacher, set()).add(key)
    return any(done >= keys for done in finished.values())


def baseline_waits(course, class_groups):
    """Each lesson of the course needs preparation, so its baseline does, too, and no teacher is ready yet."""
    lessons = Lesson.objects.child_of(course).live()
    return not lessons.filter(staff_prep=False).exists() and not teacher_is_prepared(class_groups)
