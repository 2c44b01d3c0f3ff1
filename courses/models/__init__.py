from .course import Course, CourseIndex
from .facts import LessonCompletion, LessonProgress
from .files import LoadedFile
from .lesson import AdviceTooOld, Lesson
from .open_points import OpenPoint
from .reminders import Reminder
from .signing_off import SignOffTask
from .teaching import Assignment, Pause

__all__ = [
    "AdviceTooOld",
    "Assignment",
    "Course",
    "CourseIndex",
    "Lesson",
    "LessonCompletion",
    "LessonProgress",
    "LoadedFile",
    "OpenPoint",
    "Pause",
    "Reminder",
    "SignOffTask",
]
