"""A course as its files say it, without storing it: for the linter and the coverage."""

from typing import NamedTuple

from accounts.choices import AgeBand
from quizzes.models import Quiz

from ..file_format import CourseFile, LessonFile
from ..models import Course, Lesson
from . import shaping
from .folders import File

NO_QUERY = {"content_type_id": 1}  # a page without an id would look its type up, and there may be no database


class Unsaved(NamedTuple):
    """A course, its lessons in order with their quizzes, and the file's name for each id that was made of it."""

    course: Course
    lessons: list
    names: dict

    @property
    def band(self):
        return AgeBand(self.course.band)


def unsaved_course(path):
    """The course in the folder `path`; Broken names each mistake of its files."""
    file = File(path / "course.yaml", CourseFile).content
    course = Course(**NO_QUERY, **shaping.course_fields(file))
    files = [File(path, LessonFile).content for path in sorted(path.glob("[0-9]*.yaml"))]
    names = {str(shaping.key(file.code, name)): name for file in files for name in ids_in(file)}
    return Unsaved(course, [unsaved_lesson(file, course.band) for file in files], names)


def unsaved_lesson(file, band):
    lesson = Lesson(**NO_QUERY, **shaping.lesson_fields(file))
    lesson.quiz = Quiz(**shaping.quiz_fields(file, band))
    return lesson


def ids_in(file):
    parts = [block for step in file.steps for block in step.blocks]
    return [part.id for part in [*parts, *file.quiz.questions, *file.handout]]
