from .attempt import Attempt, Response
from .quiz import Quiz, QuizVersion

__all__ = ["Attempt", "Quiz", "QuizVersion", "Response"]
