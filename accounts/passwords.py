from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

DENIED = ("waymark", "school", "teacher", "password", "safeguarding", "welcome")


class SchoolWordsValidator:
    """Refuses passwords made of the words that a staff room would try first."""

    def validate(self, password, user=None):
        rest = password.lower()
        for word in DENIED:
            rest = rest.replace(word, "")
        if len(rest) < 8:
            raise ValidationError(_("This password is too easy to guess. Try three random words."))

    def get_help_text(self):
        return _("Three random words make a good password.")
