from collections import defaultdict

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.choices import AgeBand
from courses.models import Course, LessonCompletion

from ..staffroom import StaffRoom
from .report import Column, Kind, SchoolReport


class StaffPreparation(SchoolReport):
    """Who has finished which part of staff preparation, and when: for the school's training record."""

    slug = "preparation"
    title = gettext_lazy("Staff preparation")
    about = gettext_lazy("The day on which each colleague finished a part. The hardest lessons ask for parts 1 to 5.")
    nothing = gettext_lazy("Nobody works here yet.")

    def __init__(self, school, *chosen):
        super().__init__(school, *chosen)
        course = Course.objects.live().filter(band=AgeBand.STAFF).first()
        self.parts = course.lessons if course else []

    def columns(self):
        parts = [Column(f"{number}. {part.title}") for number, part in enumerate(self.parts, 1)]
        return [Column(_("Name")), *parts, Column(_("Finished"), Kind.NUMBER)]

    def rows(self):
        people = StaffRoom(self.school).memberships
        keys = [part.translation_key for part in self.parts]
        days = defaultdict(dict)
        facts = LessonCompletion.objects.filter(learner__in=people, lesson_key__in=keys)
        for learner, key, at in facts.values_list("learner_id", "lesson_key", "completed_at"):
            days[learner][key] = timezone.localdate(at)
        return [
            [str(person), *(days[person.pk].get(key) for key in keys), len(days[person.pk])]
            for person in sorted(people, key=str)
        ]
