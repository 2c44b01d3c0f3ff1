"""What a course's lessons teach and ask, for reports: read at once, without making a block of it."""

from courses.models import Lesson
from quizzes.models import QuizVersion

NEEDED = ["path", "depth", "title", "slug", "code", "url_path", "translation_key", "objectives", "steps"]


def lessons_of(course):
    lessons = Lesson.objects.child_of(course).live().order_by("path").select_related("quiz")
    return list(lessons.only(*NEEDED, "quiz__translation_key", "quiz__live"))


def titles_of(course):
    """Its lessons as a list to choose from needs them: (title, slug, translation_key)."""
    lessons = Lesson.objects.child_of(course).live().order_by("path")
    return list(lessons.values_list("title", "slug", "translation_key", named=True))


def questions_of(quiz_keys):
    """quiz key -> {question id: question}, as learners met them: the latest words of each, and those that are gone."""
    found = {key: {} for key in quiz_keys}
    for version in QuizVersion.objects.filter(quiz_key__in=quiz_keys).order_by("created_at", "pk"):
        found[version.quiz_key] |= version.questions
    return found


def objectives_of(lesson):
    """objective id -> what a pupil can say of it: "I can …"."""
    return {part["value"]["slug"]: part["value"]["text"] for part in lesson.objectives.raw_data}


def step_that_teaches(lesson, advice):
    """The number of the first step with a block that teaches any of this advice; 1 where none says so."""
    for number, step in enumerate(lesson.steps.raw_data, 1):
        taught = {one for block in step["value"]["body"] for one in advice_in(block["value"])}
        if taught & {*advice}:
            return number
    return 1


def advice_in(value):
    """The ids of a block. A list of Wagtail's has its items bare or each with an id of its own."""
    ids = value.get("teaches", []) if isinstance(value, dict) else []
    return [one["value"] if isinstance(one, dict) else one for one in ids]
