from .card_sheet import CardSheet
from .cover import Cover
from .participation import Participation
from .record import DeliveryRecord
from .session import ClassSession
from .tally import Tally

__all__ = ["CardSheet", "ClassSession", "Cover", "DeliveryRecord", "Participation", "Tally"]
