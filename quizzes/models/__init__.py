from .attempt import AnswerRefused, Attempt, Response
from .quiz import Quiz, QuizVersion

__all__ = ["AnswerRefused", "Attempt", "Quiz", "QuizVersion", "Response"]
