from .pages import course, index, lesson, lesson_print, step
from .previews import preview_course, preview_lesson
from .quizzes import lesson_quiz, quiz

__all__ = [
    "course",
    "index",
    "lesson",
    "lesson_print",
    "lesson_quiz",
    "preview_course",
    "preview_lesson",
    "quiz",
    "step",
]
