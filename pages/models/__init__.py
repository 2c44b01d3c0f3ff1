from .help import HelpService
from .help_path import HelpPath
from .home import HomePage
from .leases import Leased, LeasedQuerySet
from .mail import OutgoingMail

__all__ = ["HelpPath", "HelpService", "HomePage", "Leased", "LeasedQuerySet", "OutgoingMail"]
