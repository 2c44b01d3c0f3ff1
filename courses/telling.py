"""Tell how far somebody is and what they answered, in words: for whoever takes away all that is theirs."""

from django.utils.translation import gettext as _

from quizzes.telling import answers_of

from .models import Course, HomeCourse, Lesson, LessonCompletion, LessonProgress, Rehearsal


def lesson_titles():
    """Translation key -> title; facts outlive their lesson."""
    return dict(Lesson.objects.values_list("translation_key", "title"))


def work_of(learner):
    titles = lesson_titles()
    courses = dict(Course.objects.values_list("translation_key", "title"))
    rehearsal = Rehearsal.objects.filter(learner=learner).first()
    return {
        "lessons_begun": [
            {"lesson": titles.get(one.lesson_key, gone()), "step": one.step, "on": one.reached_at}
            for one in LessonProgress.objects.filter(learner=learner).order_by("pk")
        ],
        "lessons_finished": [
            {"lesson": titles.get(one.lesson_key, gone()), "on": one.completed_at}
            for one in LessonCompletion.objects.filter(learner=learner).order_by("pk")
        ],
        "courses_at_home": [courses.get(one.course_key, gone()) for one in HomeCourse.objects.filter(learner=learner)],
        "practised_on": rehearsal and rehearsal.done_at,
        "questions": answers_of(learner, titles_by_quiz()),
    }


def titles_by_quiz():
    """Key of a quiz -> the title of its lesson, or of the course that it ends or begins."""
    ways = [(Lesson, "quiz"), (Course, "end_quiz"), (Course, "baseline")]
    return {
        key: title
        for model, way in ways
        for key, title in model.objects.values_list(f"{way}__translation_key", "title")
        if key
    }


def gone():
    return _("no longer on this site")
