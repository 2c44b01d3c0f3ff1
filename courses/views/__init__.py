from .at_home import take_up
from .mistakes import report_mistake
from .pages import course, index, lesson, lesson_print, step
from .previews import preview_course, preview_lesson
from .quizzes import lesson_quiz, quiz
from .styleguide import styleguide

__all__ = [
    "course",
    "index",
    "lesson",
    "lesson_print",
    "lesson_quiz",
    "preview_course",
    "preview_lesson",
    "quiz",
    "report_mistake",
    "step",
    "styleguide",
    "take_up",
]
