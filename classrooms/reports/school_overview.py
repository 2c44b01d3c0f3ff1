from collections import Counter

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import ClassGroup, Enrolment
from accounts.names import as_counted
from certificates.models import Certificate
from courses.models import LessonCompletion

from ..models import ClassSession
from .report import Column, Filter, Kind, SchoolReport


class SchoolOverview(SchoolReport):
    """The classes of a school, by what they have done. As many queries for two classes as for two hundred."""

    slug = "overview"
    title = gettext_lazy("The school at a glance")
    about = gettext_lazy("Every class that is not in the archive. Nobody is named.")
    nothing = gettext_lazy("The school has no class yet.")
    filters = (Filter.TERM,)

    def columns(self):
        return [
            Column(_("Class")),
            Column(_("Year group")),
            Column(_("Age")),
            Column(_("Pupils"), Kind.NUMBER),
            Column(_("Sessions run"), Kind.NUMBER),
            Column(_("Lessons finished by pupils"), Kind.NUMBER),
            Column(_("Certificates"), Kind.NUMBER),
        ]

    def rows(self):
        groups = ClassGroup.objects.current().filter(school=self.school).order_by("pk")
        groups = sorted(groups, key=lambda group: as_counted(group.name))
        places = Enrolment.objects.filter(class_group__in=groups, ended_at=None).order_by()
        class_of = dict(places.values_list("learner_id", "class_group_id"))
        pupils = Counter(places.values_list("class_group_id", flat=True))
        theirs = {"learner__in": places.values("learner")}
        done = LessonCompletion.objects.filter(**theirs, **self.in_period("completed_at"))
        certificates = Certificate.objects.current().filter(**theirs, **self.on_days("awarded_on"))
        finished, earned = by_class(done, class_of), by_class(certificates, class_of)
        ended = ClassSession.objects.filter(class_group__in=groups, **self.in_period("opened_at"))
        ended = ended.exclude(ended_at=None).order_by()
        sessions = dict(ended.values_list("class_group_id").annotate(Count("pk")))
        return [
            [
                group.name,
                group.year_group,
                group.get_band_display(),
                pupils[group.pk],
                sessions.get(group.pk, 0),
                finished[group.pk],
                earned[group.pk],
            ]
            for group in groups
        ]


def by_class(facts, class_of):
    """class id -> how many of the facts its learners have. The database counts them for each learner."""
    counts = Counter()
    for learner, number in facts.order_by().values_list("learner_id").annotate(Count("pk")):
        counts[class_of[learner]] += number
    return counts
