from .course import Course, CourseIndex
from .facts import LessonCompletion, LessonProgress
from .files import LoadedFile
from .lesson import Lesson
from .teaching import Assignment, Pause

__all__ = [
    "Assignment",
    "Course",
    "CourseIndex",
    "Lesson",
    "LessonCompletion",
    "LessonProgress",
    "LoadedFile",
    "Pause",
]
