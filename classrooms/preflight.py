"""What a teacher makes sure of before a class begins: under a minute, and kept for the delivery record."""

from django import forms
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.choices import AgeBand, Role
from courses.models import AdviceTooOld, Assignment, Course, Lesson, LessonCompletion
from courses.preparation import preparation_keys

from .models import ClassSession


def courses_for(class_group):
    """What the class is to do; where nothing is assigned yet, the courses of its band."""
    assigned = Assignment.objects.filter(class_group=class_group).values("course_key")
    courses = Course.objects.live().light().order_by("path")
    return courses.filter(translation_key__in=assigned) or courses.filter(band=class_group.band)


def missing_prep(user):
    """The parts of the staff course that this adult has yet to finish before the hardest lessons."""
    parts = Lesson.objects.live().filter(translation_key__in=preparation_keys()).listed().order_by("path")
    done = set(LessonCompletion.objects.filter(learner=user).values_list("lesson_key", flat=True))
    return [part for part in parts if part.translation_key not in done]


def why_not(lesson):
    """Why no new session begins with this lesson, in a sentence; empty if one may."""
    try:
        lesson.can_start_session()
    except AdviceTooOld as reason:
        return str(reason)
    return ""


def leads_of(school):
    current = school.memberships.current().filter(role=Role.SAFEGUARDING_LEAD, user__is_active=True)
    return [membership.user for membership in current.select_related("user")]


def tell_leads(class_group, lesson, teacher):
    """A short mail to the safeguarding lead: which class, which lesson, when, by whom. True if there is one."""
    leads = leads_of(class_group.school)
    context = {"class_group": class_group, "lesson": lesson, "teacher": teacher, "now": timezone.localtime()}
    text = render_to_string("classrooms/mail/lead.txt", context)
    for lead in leads:
        send_mail(_("A lesson today: %(name)s") % {"name": class_group.name}, text, None, [lead.email])
    return bool(leads)


class PreflightForm(forms.Form):
    """Four ticks and how the class answers."""

    mode = forms.ChoiceField(
        label=_("How will the class answer?"),
        choices=ClassSession.Mode.choices,
        initial=ClassSession.Mode.DEVICES,
        widget=forms.RadioSelect,
    )
    lesson_not_assembly = forms.BooleanField(label=_("This is a lesson with one class, not an assembly."))
    lead_knows = forms.BooleanField()
    ground_rules = forms.BooleanField(
        label=_("We begin with the ground rules."), help_text=_("They are the first thing on the screen.")
    )
    help_ready = forms.BooleanField(
        label=_("I know where the help slide is."),
        help_text=_("One tap on your desk shows it, at any moment."),
    )
    alternative = forms.BooleanField(
        label=_("I have something calm ready for a pupil who should not take part."),
        help_text=_("At the end, tick their name like everybody else’s. The record is the same, and keeps no reason."),
    )

    def __init__(self, class_group, band, data=None, covers=False):
        super().__init__(data)
        if covers:  # and sees no names
            told = _("Note who it was for the class’s teacher, who ticks all names later. The record keeps no reason.")
            self.fields["alternative"].help_text = told
        self.class_group = class_group
        if band == AgeBand.SPARKS:  # an adult leads, on one screen
            self.fields["mode"].choices = [(ClassSession.Mode.NO_DEVICE, _("On one screen, together"))]
            self.initial["mode"] = ClassSession.Mode.NO_DEVICE
        title = class_group.school.safeguarding_lead_title
        self.fields["lead_knows"].label = _("Our %(lead)s knows that I teach this today.") % {"lead": title}

    @property
    def ticks(self):
        return [field for field in self if field.name != "mode"]

    def confirmed(self, told_at=""):
        names = [field.name for field in self.ticks]
        return {name: self.cleaned_data[name] for name in names} | {"told_at": told_at}
