from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AgeBand(TextChoices):
    """Who a course is for. Values are stored: add, never rename."""

    SPARKS = "sparks", _("Sparks (4 to 7)")
    EXPLORERS = "explorers", _("Explorers (7 to 11)")
    NAVIGATORS = "navigators", _("Navigators (11 to 14)")
    PATHFINDERS = "pathfinders", _("Pathfinders (14 to 18)")
    FAMILY = "family", _("Family")
    STAFF = "staff", _("Staff")

    @property
    def short(self):
        """The name without the ages."""
        return str(self.label).partition(" (")[0]


class Nation(TextChoices):
    """Decides help routes, curriculum codes and what a safeguarding lead is called."""

    ENGLAND = "england", _("England")
    WALES = "wales", _("Wales")
    SCOTLAND = "scotland", _("Scotland")
    NORTHERN_IRELAND = "northern_ireland", _("Northern Ireland")

    @property
    def safeguarding_lead(self):
        return {
            "england": _("Designated Safeguarding Lead"),
            "wales": _("Designated Safeguarding Person"),
            "scotland": _("Child Protection Coordinator"),
            "northern_ireland": _("Designated Teacher"),
        }[self.value]


class Kind(TextChoices):
    """What a User is. A class learner cannot sign in and stands for a whole class."""

    PUPIL = "pupil", _("Pupil")
    GUEST = "guest", _("Guest")
    CLASS = "class", _("Class")
    CHILD = "child", _("Child of a family")
    ADULT = "adult", _("Adult")


class Role(TextChoices):
    TEACHER = "teacher", _("Teacher")
    SAFEGUARDING_LEAD = "safeguarding_lead", _("Safeguarding lead")
    SCHOOL_ADMIN = "school_admin", _("School admin")
