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
    COVER = "cover", _("Cover teacher")
    ADULT = "adult", _("Adult")


class Role(TextChoices):
    TEACHER = "teacher", _("Teacher")
    SAFEGUARDING_LEAD = "safeguarding_lead", _("Safeguarding lead")
    SCHOOL_ADMIN = "school_admin", _("School admin")


class Event(TextChoices):
    """What is written down of what adults do. Values are stored: add, never rename."""

    SIGNED_IN = "signed_in", _("signed in")
    SIGN_IN_FAILED = "sign_in_failed", _("wrong password")
    SECOND_FACTOR_ADDED = "second_factor_added", _("set up a second step")
    SECOND_FACTOR_REMOVED = "second_factor_removed", _("put away a second step")
    SECOND_FACTOR_FAILED = "second_factor_failed", _("wrong second step")
    SECOND_FACTOR_RESET = "second_factor_reset", _("reset the second step")
    PROVIDER_LINKED = "provider_linked", _("linked a school account for signing in")
    SCHOOL_STARTED = "school_started", _("signed the school up")
    SCHOOL_APPROVED = "school_approved", _("approved the school")
    INVITED = "invited", _("sent an invitation")
    INVITATION_REVOKED = "invitation_revoked", _("took back an invitation")
    INVITATION_ACCEPTED = "invitation_accepted", _("accepted an invitation")
    ROLE_GIVEN = "role_given", _("gave a role")
    ROLE_ENDED = "role_ended", _("ended a role")
    CLASS_TEACHER_ADDED = "class_teacher_added", _("gave a class to")
    CLASS_TEACHER_REMOVED = "class_teacher_removed", _("took a class from")
    CLASS_ARCHIVED = "class_archived", _("archived a class")
    CLASS_RESTORED = "class_restored", _("brought back a class")
    CLASS_DELETED = "class_deleted", _("deleted a class")
    CARDS_PRINTED = "cards_printed", _("printed cards")
    PUPIL_LET_IN = "pupil_let_in", _("let in a pupil without a card")
    PUPIL_COPIED = "pupil_copied", _("took a copy of all that is kept about a pupil")
    PUPIL_ERASED = "pupil_erased", _("erased a pupil who had left")
    COVER_GIVEN = "cover_given", _("made a cover link")
    LOGO_CHANGED = "logo_changed", _("changed what certificates say of the school")
    REPORT_EXPORTED = "report_exported", _("took a report as a file")
    CERTIFICATES_TAKEN = "certificates_taken", _("took the certificates of a class as files")
    CERTIFICATE_CORRECTED = "certificate_corrected", _("corrected the name on a certificate")
    CERTIFICATE_REISSUED = "certificate_reissued", _("issued a certificate anew")
    CERTIFICATE_WITHDRAWN = "certificate_withdrawn", _("withdrew a certificate")
