from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certificates.models import Certificate

from ..staffroom import StaffRoom
from .report import Column, Kind, SchoolReport


class StaffNumbers(SchoolReport):
    """The colleagues of a school in numbers: how many work here, are prepared, and earned a certificate."""

    slug = "staff"
    title = gettext_lazy("Staff")
    about = gettext_lazy("Colleagues as they are today; certificates by the day on which they were awarded.")

    def columns(self):
        return [Column(_("What")), Column(_("How many"), Kind.NUMBER)]

    def rows(self):
        room = StaffRoom(self.school)
        ready = sum(bool(room.parts) and room.finished[person.pk] >= len(room.parts) for person in room.memberships)
        earned = Certificate.objects.current().filter(
            kind=Certificate.Kind.STAFF, learner__in=room.memberships, **self.on_days("awarded_on")
        )
        return [
            [_("Colleagues with an account"), len(room.memberships)],
            [_("Have finished staff preparation, parts 1 to 5"), ready],
            [_("Staff certificates awarded"), earned.count()],
        ]
