from collections import Counter, defaultdict

from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.models import Lesson
from families.models import FamilyDay, HomeLetter

from .fives import people
from .report import Column, Filter, Kind, SchoolReport


class FamiliesReached(SchoolReport):
    """The letters home of a school, by lesson, and how many families did what they ask for."""

    slug = "families"
    title = gettext_lazy("Families")
    about = gettext_lazy(
        "Families are counted by letter and day, and nobody knows which they were. They are told in whole fives: 25 "
        "means 25 to 29, and under five nothing is said."
    )
    nothing = gettext_lazy("No letter home has been made yet.")
    filters = (Filter.TERM,)

    def columns(self):
        return [
            Column(_("Lesson")),
            Column(_("Classes with a letter"), Kind.NUMBER),
            Column(_("Families, in fives"), Kind.NUMBER),
        ]

    def rows(self):
        classes, families = defaultdict(set), self.families()
        letters = HomeLetter.objects.filter(class_group__school=self.school, class_group__deleted_at=None)
        for key, group in letters.filter(**self.on_days("made_on")).values_list("lesson_key", "class_group_id"):
            classes[key].add(group)
        lessons = Lesson.objects.filter(translation_key__in={*classes, *families}).order_by("path")
        return [
            [title, len(classes[key]), people(families[key])]
            for title, key in lessons.values_list("title", "translation_key")
        ]

    def families(self):
        """lesson -> how many families finished in the chosen term"""
        days = FamilyDay.objects.filter(
            letter__class_group__school=self.school, letter__class_group__deleted_at=None, **self.on_days("day")
        )
        counted = days.order_by().values_list("letter__lesson_key").annotate(Sum("families"))
        return Counter(dict(counted))
