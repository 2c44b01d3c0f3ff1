from .first_hour import FirstHour
from .letters import FEW, FamilyDay, HomeLetter, new_code

__all__ = ["FEW", "FamilyDay", "FirstHour", "HomeLetter", "new_code"]
