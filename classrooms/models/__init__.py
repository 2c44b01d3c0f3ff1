from .card_sheet import CardSheet
from .cover import Cover
from .evidence import EvidencePack
from .five import Five
from .participation import Participation
from .record import DeliveryRecord
from .session import ClassSession
from .tally import Tally
from .wish import LetterWish

__all__ = [
    "CardSheet",
    "ClassSession",
    "Cover",
    "DeliveryRecord",
    "EvidencePack",
    "Five",
    "LetterWish",
    "Participation",
    "Tally",
]
