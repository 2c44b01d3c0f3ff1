"""What a guardian sees of a child: which lessons are finished. Never an answer, a mark or a time."""

from courses.models import Course, LessonCompletion


def finished_by(child):
    """(course, finished, of how many) for each course of the child's age."""
    done = set(LessonCompletion.objects.filter(learner=child).values_list("lesson_key", flat=True))
    rows = []
    for course in Course.objects.live().light().filter(band=child.band).order_by("path"):
        lessons = [(lesson, lesson.translation_key in done) for lesson in course.lessons]
        rows.append((course, lessons, sum(is_done for _lesson, is_done in lessons)))
    return rows
