from collections import Counter, defaultdict

from django.db.models import Count
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import ClassGroup
from courses.models import Course, Lesson
from courses.models.lesson import STRANDS

from .fives import Fives, Share, change
from .lessons_run import ended_sessions
from .objectives import before_and_after
from .report import Column, Filter, Kind, SchoolReport

NEEDED = ["path", "translation_key", "objectives", "curriculum", "efacw"]
STRAND_NAMES = dict(STRANDS)
COURSE = ["path", "baseline__translation_key", "end_quiz__translation_key"]


class Curriculum(SchoolReport):
    """What pupils learned, by the codes of the nation's curriculum."""

    slug = "curriculum"
    title = gettext_lazy("By curriculum")
    about = gettext_lazy(
        "The lessons that were taught, by the curriculum of your nation, and how answers changed from the baseline to "
        "the end quiz: first answers of all classes, in groups of five. Compare what is not confirmed with the "
        "document itself before you quote it."
    )
    nothing = gettext_lazy("No session has ended yet.")
    filters = (Filter.TERM,)

    def columns(self):
        return [
            Column(_("What the curriculum says")),
            Column(_("Framework")),
            Column(_("Seen in the document")),
            Column(_("Sessions"), Kind.NUMBER),
            Column(_("Before"), Kind.SHARE),
            Column(_("After"), Kind.SHARE),
            Column(_("Change"), Kind.NUMBER),
        ]

    def rows(self):
        lessons, seen = defaultdict(list), defaultdict(bool)
        for lesson in self.lessons:
            for framework, code, is_seen in self.codes_of(lesson):
                lessons[framework, code].append(lesson)
                seen[framework, code] |= is_seen
        rows = [self.row(*key, seen[key], lessons[key]) for key in sorted(lessons)]
        return [row for row in rows if row[3] or row[4] or row[5]]

    def codes_of(self, lesson):
        """(framework, code, whether a person has seen it there): those of the nation, and the strands that all share,
        which nobody has compared one by one."""
        for code in (part["value"] for part in lesson.curriculum.raw_data):
            if code["nation"] == self.school.nation:
                yield code["framework"], code["code"], bool(code.get("confirmed"))
        for strand in lesson.efacw:
            yield _("Education for a Connected World"), str(STRAND_NAMES[strand]), False

    def row(self, framework, code, is_seen, lessons):
        sessions = sum(self.sessions[lesson.translation_key] for lesson in lessons)
        before, after = (self.share(fives, lessons) for fives in self.answers)
        is_seen = _("Yes") if is_seen else _("Not confirmed yet")
        return [code, framework, is_seen, sessions, before, after, change(before, after)]

    def share(self, fives, lessons):
        names = {part["value"]["slug"] for lesson in lessons for part in lesson.objectives.raw_data}
        return Share.of(Fives.together(fives[name] for name in names if name in fives))

    @cached_property
    def lessons(self):
        return list(Lesson.objects.live().order_by("path").only(*NEEDED))

    @cached_property
    def sessions(self):
        """lesson key -> how many"""
        return Counter(dict(ended_sessions(self).values_list("lesson_key").annotate(Count("pk"))))

    @cached_property
    def answers(self):
        """(objective -> Fives of the baselines, the same of the end quizzes)"""
        classes = list(ClassGroup.objects.filter(school=self.school, deleted_at=None))
        courses = Course.objects.live().select_related("baseline", "end_quiz").only(*COURSE)
        return before_and_after(classes, courses, self.period)
