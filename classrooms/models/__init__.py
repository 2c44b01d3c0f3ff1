from .participation import Participation
from .record import DeliveryRecord
from .session import ClassSession
from .tally import Tally

__all__ = ["ClassSession", "DeliveryRecord", "Participation", "Tally"]
