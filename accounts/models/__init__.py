from .classes import Card, ClassGroup, Enrolment
from .people import Membership, School, User, display
from .throttle import FailedAttempt

__all__ = ["Card", "ClassGroup", "Enrolment", "FailedAttempt", "Membership", "School", "User", "display"]
