from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Card
from certificates.models import Certificate
from courses.models import LessonCompletion
from courses.progress import Progress, State

from .choosing import courses_of
from .report import Column, Filter, Link, Report


class PupilReport(Report):
    """One pupil of a class: what was begun and finished, the certificates, the card. No answer, no mark, no try."""

    slug = "pupil"
    names_pupils = True
    title = gettext_lazy("What is done")
    about = gettext_lazy(
        "Lessons that are started and finished, and whether the end quiz is passed. Of sensitive lessons you see only "
        "finished or not. Nobody sees answers or marks by name."
    )
    nothing = gettext_lazy("This begins when the class has a course.")
    filters = (Filter.COURSE,)
    of_course = False

    def __init__(self, place, course=None, lesson=None, period=None):
        super().__init__(place.class_group, course, lesson, period)
        self.place, self.learner = place, place.learner

    def columns(self):
        return [Column(_("What")), Column(_("Course")), Column(_("How it stands")), Column(_("Since"))]

    def rows(self):
        courses = [self.course] if self.course else courses_of(self.class_group)
        rows = [row for course in courses for row in self.rows_of(course)]
        return [*rows, *([self.card()] if courses and self.class_group.has_cards else [])]

    def rows_of(self, course):
        progress = Progress(self.class_group, course)
        row = next(row for row in progress.rows if row.learner_id == self.learner.pk)
        days = self.days_finished()
        for number, (lesson, state) in enumerate(zip(progress.lessons, row.states, strict=True), 1):
            day = days.get(lesson.translation_key) if state == State.FINISHED and not lesson.sensitive else None
            yield [f"{number}. {lesson.title}", course.title, state, day]
        if course.has_end_quiz:
            yield [_("End quiz"), course.title, row.end_quiz, None]
        for certificate in Certificate.objects.current().filter(
            learner=self.learner, course_key=course.translation_key
        ):
            yield [_("Certificate"), course.title, Link(_("Open"), certificate.get_absolute_url()),
                   certificate.awarded_on]  # fmt: skip

    def days_finished(self):
        found = LessonCompletion.objects.filter(learner=self.learner).values_list("lesson_key", "completed_at")
        return {key: timezone.localdate(at) for key, at in found}

    def card(self):
        card = Card.objects.live().filter(enrolment=self.place, once=False).first()
        if card is None:
            return [_("Card"), None, _("No card yet"), None]
        return [_("Card"), None, _("Opens the door"), timezone.localdate(card.issued_at)]
