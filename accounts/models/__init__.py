from .audit import AuditEntry
from .classes import ClassGroup, class_for, current_classes_for
from .homes import Home
from .invitations import Invitation
from .people import User, display
from .places import Card, Enrolment
from .schools import LastAdmin, Membership, School
from .throttle import FailedAttempt

__all__ = [
    "AuditEntry",
    "Card",
    "ClassGroup",
    "Enrolment",
    "FailedAttempt",
    "Home",
    "Invitation",
    "LastAdmin",
    "Membership",
    "School",
    "User",
    "class_for",
    "current_classes_for",
    "display",
]
