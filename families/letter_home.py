"""The letter home: what was learned, three things to ask, a setting to check, ten minutes."""

from functools import cached_property

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.choices import AgeBand
from courses.models import Course, Lesson
from pages.models import HelpService

from .road import family_course
from .talking import AGES, starters

FIRST = {
    False: _("“What’s one thing from today’s lesson that you’d tell a friend?”"),
    True: _("“What do you know already that I don’t?”"),
}
UNTRANSLATED = {
    (True, True): _("The lesson’s own words and the words to say are in English: they have no translation yet."),
    (True, False): _("The lesson’s own words are in English: they have no translation yet."),
    (False, True): _("The words to say are in English: they have no translation yet."),
}
HELPERS = ("emergency", "childline", "ceop", "police-101")
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

    @property
    def language(self):
        """The letter's, as long as there is a translation."""
        known = dict(settings.LANGUAGES)
        return self.letter.language if self.letter.language in known else settings.LANGUAGE_CODE

    @cached_property
    def lesson(self):
        """As it is published now, in the letter's language if it can be; None when it is not."""
        found = Lesson.objects.live().filter(translation_key=self.letter.lesson_key).select_related("locale")
        by_language = {lesson.locale.language_code: lesson for lesson in found}
        return by_language.get(self.language) or by_language.get(settings.LANGUAGE_CODE)

    @property
    def lesson_language(self):
        """In which the lesson's own words are."""
        return self.lesson.locale.language_code

    @property
    def untranslated(self):
        """Which words have no translation, in a sentence; nothing where all have one."""
        of_lesson = self.lesson_language != self.language
        cards = family_course()  # which has the words to say
        of_family = bool(cards) and cards.locale.language_code != self.language
        return UNTRANSLATED.get((of_lesson, of_family), "")

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
    def helpers(self):
        """Whom to ring, as the help services have it: one row at the foot of the paper."""
        found = HelpService.objects.for_reader(AgeBand.FAMILY, self.school.nation, level=HelpService.Level.PAGE)
        by_key = {service.key: service for service in found}
        return [by_key[key] for key in HELPERS if key in by_key]

    @property
    def band(self):
        return self.course.band

    @property
    def address(self):
        return settings.BASE_URL + self.letter.path

    @property
    def typed_address(self):
        return self.address.partition("://")[2]
