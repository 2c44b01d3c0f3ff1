"""Pages of what was earned: a class's certificates in one go, one to change, and what a checker is told."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from accounts.choices import AgeBand
from certificates.models import Certificate, ClassPack
from classrooms import demo, enrolling
from courses.models import Assignment, Course

from .page import Page

A_YEAR = timedelta(days=365)
PACKS = {
    "not asked for": None,
    "waits": {},
    "making": {"size": 4, "printed": 3},
    "late": {"last_error": "OSError"},
    "ready": {},
    "failed": {"failed_at": timezone.now(), "last_error": "OSError"},
    "stopped": {"failed_at": timezone.now(), "cancelled_at": timezone.now()},
}
CORE = {"making", "ready"}


def earned_pages(school, teacher, sign_in):
    course = Course.objects.live().get(slug=AgeBand.NAVIGATORS)
    nobody = demo.make_class(school, "8 Ivy", "Year 8", AgeBand.NAVIGATORS, [teacher])
    yield class_page("nothing yet", nobody)
    for what, fields in PACKS.items():
        group = demo.make_class(school, f"8 {what}", "Year 8", AgeBand.NAVIGATORS, [teacher])
        Assignment.objects.assign(group, course)
        enrolling.enrol_names(group, demo.PUPILS[:4])
        held = [give(place.learner, course) for place in group.enrolments.select_related("learner")]
        if fields is not None:
            pack_in_state(group, course, teacher, what, held, fields)
        yield class_page(what, group)
    withdrawn, right, *_others = held
    withdrawn.end(Certificate.Ended.WITHDRAWN)
    yield class_page("one is withdrawn", group)
    for what, one in {"": right, "withdrawn": withdrawn}.items():
        yield Page("certificates:change", what, reverse("certificates:change", args=[one.pk]), "teacher")
    same = reverse("certificates:change", args=[right.pk])
    yield Page("certificates:change", "the same name", same, "teacher", way="send_it_empty", status=422, core=False)
    yield from grown_ups(school, course, sign_in)


def class_page(what, group):
    path = reverse("classrooms:certificates", args=[group.pk])
    core, picture = what in CORE, f"certificates-{what}" if what in CORE else ""
    return Page("classrooms:certificates", what, path, "teacher", core=core, picture=picture)


def give(learner, course, kind=Certificate.Kind.COURSE, **fields):
    """One that nobody prints while somebody looks."""
    return Certificate.objects.create(
        learner=learner,
        course_key=course.translation_key,
        kind=kind,
        name=learner.own_name,
        title=course.certificate_title,
        band=course.band,
        design="path",
        lease_until=timezone.now() + A_YEAR,
        **fields,
    )


def pack_in_state(group, course, teacher, what, held, fields):
    pack, _is_new = ClassPack.objects.ask(group, course.translation_key, teacher)
    if what == "ready":
        pack.keep("packs/a.pdf", "packs/a.zip", [one.pk for one in held[1:]], [held[0].pk])
        fields = {"until": timezone.now() + A_YEAR}
    ClassPack.objects.filter(pk=pack.pk).update(lease_until=timezone.now() + A_YEAR, **fields)


def grown_ups(school, course, sign_in):
    """One of each that a colleague had, and what whoever checks them is told."""
    person = demo.make_staff(school, "teacher", "earner@ashgrove.example", "Mx Prys")
    who, today = sign_in("colleague with certificates", person), timezone.localdate()
    yield Page("certificates:mine", "none", reverse("certificates:mine"), who, core=False)
    course = Course.objects.live().get(band=AgeBand.STAFF)
    renewed = give(person, course, Certificate.Kind.STAFF, expires_on=today - A_YEAR, awarded_on=today - 2 * A_YEAR)
    renewed.end(Certificate.Ended.RENEWED)
    ended = give(person, course, Certificate.Kind.STAFF, expires_on=today - timedelta(days=1), replaces=renewed)
    yield Page("certificates:mine", "some", reverse("certificates:mine"), who)
    for what, one in {"replaced": renewed, "ended": ended}.items():
        yield Page("certificates:verify", what, reverse("certificates:verify", args=[one.code]))
    compared = reverse("certificates:verify", args=[ended.code])
    yield Page("certificates:verify", "wrong name", compared, way="give_a_wrong_name", status=422)
