from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.models import Lesson

from ..models import Participation
from .contents import titles_of
from .report import Column, Filter, Kind, Report

CAME = Q(participations__state=Participation.State.IN)


class Attendance(Report):
    """The sessions that were run, and how many came."""

    slug = "attendance"
    title = gettext_lazy("Sessions and attendance")
    about = gettext_lazy("Every session of the class. The numbers are people, or tables that shared a device.")
    nothing = gettext_lazy("No session has ended yet.")
    filters = (Filter.COURSE, Filter.LESSON, Filter.TERM)
    of_course = False

    def columns(self):
        return [
            Column(_("Date")),
            Column(_("Lesson")),
            Column(_("How")),
            Column(_("Came"), Kind.NUMBER),
            Column(_("Lesson finished")),
        ]

    def rows(self):
        sessions = self.sessions().annotate(came=Count("participations", filter=CAME))
        titles = dict(Lesson.objects.values_list("translation_key", "title"))
        return [
            [
                timezone.localdate(session.opened_at),
                titles.get(session.lesson_key, _("A lesson that is no longer there")),
                session.get_mode_display(),
                session.came,
                _("Yes") if session.finished_lesson else _("Goes on another day"),
            ]
            for session in sessions
        ]

    def sessions(self):
        sessions = self.class_group.sessions.exclude(ended_at=None).filter(**self.in_period("opened_at"))
        if self.lesson:
            return sessions.filter(lesson_key=self.lesson.translation_key)
        if self.course:
            return sessions.filter(lesson_key__in=[lesson.translation_key for lesson in titles_of(*self.course.span)])
        return sessions
