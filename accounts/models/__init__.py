from .audit import AuditEntry
from .classes import Card, ClassGroup, Enrolment
from .invitations import Invitation
from .people import User, display
from .schools import LastAdmin, Membership, School
from .throttle import FailedAttempt

__all__ = [
    "AuditEntry",
    "Card",
    "ClassGroup",
    "Enrolment",
    "FailedAttempt",
    "Invitation",
    "LastAdmin",
    "Membership",
    "School",
    "User",
    "display",
]
