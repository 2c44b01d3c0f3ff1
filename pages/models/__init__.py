from .help import HelpService
from .home import HomePage
from .leases import Leased, LeasedQuerySet
from .mail import OutgoingMail

__all__ = ["HelpService", "HomePage", "Leased", "LeasedQuerySet", "OutgoingMail"]
