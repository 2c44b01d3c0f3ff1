"""The letter home: what was learned, three things to ask, a setting to check, ten minutes."""

from functools import cached_property

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.choices import AgeBand
from courses.models import Course, Lesson

from .talking import AGES, starters

FIRST = {
    False: _("“What’s one thing from today’s lesson that you’d tell a friend?”"),
    True: _("“What do you know already that I don’t?”"),
}
CHECKS = {
    AgeBand.SPARKS: [
        _("Find every camera at home, and cover those you don’t use."),
        _("Agree when the camera may be on, and where."),
    ],
    AgeBand.EXPLORERS: [
        _("Open the game your child plays most. Set messages to “friends only”."),
        _("Hide the friends list. Switch location off."),
    ],
    AgeBand.NAVIGATORS: [
        _("Open the app your child uses most. Set the account to private, and hide the friends list."),
        _("Look at message requests together. Switch location off."),
    ],
    AgeBand.PATHFINDERS: [
        _("Look at the settings side by side: private account, hidden lists, location off."),
        _("Switch on two-step verification, on your phone as well."),
    ],
}


class LetterHome:
    """All that stands in a letter, on paper and behind its link."""

    def __init__(self, letter):
        self.letter, self.class_group, self.before = letter, letter.class_group, letter.before
        self.school = self.class_group.school

    @cached_property
    def lesson(self):
        """As it is published now; None when it is not."""
        return Lesson.objects.live().filter(translation_key=self.letter.lesson_key).first()

    @cached_property
    def course(self):
        return Course.objects.ancestor_of(self.lesson).live().first() if self.lesson else None

    @property
    def is_there(self):
        return bool(self.course) and self.course.band in CHECKS

    @property
    def objectives(self):
        return [objective.value["text"] for objective in self.lesson.objectives]

    @property
    def openers(self):
        cards = starters(AgeBand(self.course.band)) if self.course.band in AGES else []
        return [FIRST[self.before], *[card.words for card in cards[:2]]]

    @property
    def checks(self):
        return CHECKS[AgeBand(self.course.band)]

    @property
    def band(self):
        return self.course.band

    @property
    def address(self):
        return settings.BASE_URL + self.letter.path

    @property
    def typed_address(self):
        return self.address.partition("://")[2]
