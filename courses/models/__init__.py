from .course import Course, CourseIndex
from .facts import HomeCourse, LessonCompletion, LessonProgress, Rehearsal
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
    "HomeCourse",
    "Lesson",
    "LessonCompletion",
    "LessonProgress",
    "LoadedFile",
    "OpenPoint",
    "Pause",
    "Rehearsal",
    "Reminder",
    "SignOffTask",
]
