"""How far learners are: asked of the facts, never stored."""

from .completed import completed_learners
from .of_class import Progress, Row
from .of_learner import LearnerProgress, quiz_url
from .states import EndQuiz, State

__all__ = [
    "EndQuiz",
    "LearnerProgress",
    "Progress",
    "Row",
    "State",
    "completed_learners",
    "quiz_url",
]
