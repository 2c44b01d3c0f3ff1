"""What each screen of a session shows now, and nothing that its reader may not see yet."""

from .board import Board
from .desk import Desk
from .pupil import PupilScreen
from .screen import WISHES

__all__ = ["WISHES", "Board", "Desk", "PupilScreen"]
