"""What a class has earned, course by course: for its teacher."""

from dataclasses import dataclass, field

from accounts.models import Enrolment
from certificates.models import Certificate, ClassPack


@dataclass
class Earned:
    """A course's certificates in a class; `missing` are those that the last pack could not print."""

    course_key: object
    title: str
    pack: ClassPack | None
    certificates: list = field(default_factory=list)

    @property
    def holding(self):
        return [one for one in self.certificates if one.revoked_at is None]

    @property
    def missing(self):
        left_out = set(self.pack.missing) if self.pack else ()
        return [one for one in self.certificates if one.pk in left_out]


def earned_by(class_group):
    """For each course that somebody in the class has a certificate of; in the order of the card numbers."""
    numbers = dict(Enrolment.objects.here().filter(class_group=class_group).values_list("learner_id", "number"))
    packs = ClassPack.objects.newest_of(class_group)
    found = Certificate.objects.of_class(class_group).filter(replaced_by=None).select_related("learner")
    courses = {}
    for one in sorted(found, key=lambda one: (str(one.course_key), numbers.get(one.learner_id, 0), one.pk)):
        key = one.course_key
        course = courses.setdefault(key, Earned(key, one.title, packs.get(key)))
        course.certificates.append(one)
    return list(courses.values())
