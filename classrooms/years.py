"""From one year to the next: a class is copied, or moves up with its pupils."""

import re

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import ClassGroup
from courses.models import Assignment, Pause


@transaction.atomic
def duplicate(class_group, **fields):
    """Another class with the same teachers and courses, without pupils. `fields`: name, year_group, band."""
    new = ClassGroup.objects.create(school=class_group.school, **fields)
    new.teachers.set(class_group.teachers.all())
    copy_courses(class_group, new)
    return new


@transaction.atomic
def move_up(class_group, by, **fields):
    """The class as it is next year: a new one with its pupils, under their numbers, with its teachers and, in the
    same band, its courses. The old one is archived with its sessions. A second click finds it done."""
    class_group.hold()
    if done := ClassGroup.objects.filter(came_from=class_group).first():
        return done
    places = list(class_group.enrolments.here().select_related("learner", "class_group"))
    if not places:
        raise ValueError(_("There is nobody in this class to move up."))
    new = ClassGroup.objects.create(school=class_group.school, came_from=class_group, **fields)
    new.teachers.set(class_group.teachers.all())
    for place in places:
        place.end()
        new.enrolments.create(learner=place.learner, number=place.number)
    if new.band == class_group.band:
        copy_courses(class_group, new)
    class_group.archive(by)
    return new


def copy_courses(old, new):
    Assignment.objects.copy(old, new)
    Pause.objects.copy(old, new)


def next_name(name):
    """8 Oak -> 9 Oak, S2 Rowan -> S3 Rowan, Year 10 -> Year 11; anything else stays as it is."""
    return re.sub(r"\d+", lambda found: str(int(found[0]) + 1), name, count=1)
