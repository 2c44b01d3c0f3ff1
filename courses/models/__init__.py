from .content import Course, CourseIndex, Lesson
from .facts import LessonCompletion, LessonProgress
from .files import LoadedFile
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
