from collections import Counter, defaultdict

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import ClassGroup, Enrolment
from accounts.names import as_counted
from courses.models import LessonCompletion

from .fives import people
from .lessons_run import sessions_of
from .report import Column, Filter, Kind, SchoolReport


class YearGroups(SchoolReport):
    """The year groups of a school, by what they have done."""

    slug = "years"
    title = gettext_lazy("Year groups")
    about = gettext_lazy(
        "Classes of the archive count, too. People and what they finished are counted in whole fives: 25 means 25 to "
        "29, and under five nothing is said."
    )
    nothing = gettext_lazy("The school has no class yet.")
    filters = (Filter.TERM,)

    def columns(self):
        return [
            Column(_("Year group")),
            Column(_("Classes"), Kind.NUMBER),
            Column(_("Pupils, in fives"), Kind.NUMBER),
            Column(_("Sessions"), Kind.NUMBER),
            Column(_("Came, in fives"), Kind.NUMBER),
            Column(_("Lessons finished, in fives"), Kind.NUMBER),
        ]

    def rows(self):
        classes = ClassGroup.objects.filter(school=self.school, deleted_at=None).order_by()
        years = dict(classes.values_list("pk", "year_group"))
        groups, sessions, came = Counter(years.values()), Counter(), Counter()
        for session in sessions_of(self):
            sessions[session.year_group] += 1
            came[session.year_group] += session.came
        pupils = self.pupils(years)
        finished = self.finished(pupils)
        return [
            [
                year or _("Without a year group"),
                groups[year],
                people(len(pupils[year])),
                sessions[year],
                people(came[year]),
                people(finished[year]),
            ]
            for year in sorted(groups, key=lambda year: (not year, as_counted(year)))
        ]

    def pupils(self, years):
        """year group -> who is in one of its classes now"""
        places = Enrolment.objects.current().filter(class_group__in=years).order_by()
        found = defaultdict(set)
        for learner, group in places.values_list("learner_id", "class_group_id"):
            found[years[group]].add(learner)
        return found

    def finished(self, pupils):
        """year group -> how often its pupils finished a lesson"""
        year_of = {learner: year for year, learners in pupils.items() for learner in learners}
        facts = LessonCompletion.objects.filter(
            learner__in=Enrolment.objects.current().filter(class_group__school=self.school).values("learner")
        )
        facts = facts.filter(**self.in_period("completed_at")).order_by().values_list("learner_id")
        counts = Counter()
        for learner, number in facts.annotate(Count("pk")):
            counts[year_of[learner]] += number
        return counts
