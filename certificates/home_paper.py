"""The paper of a course that was done at home: it is printed from the browser, and nothing of it is stored."""

from django.utils.translation import gettext as _

from .designs import design_of
from .models import Certificate, CourseCertificate
from .wording import heading, reason


def home_paper(course, finished_on, *, name="", note=""):
    """What `components/certificate_paper.html` needs. There is no row, so there is no code to look up, and a `note`
    stands in its place; the name is typed on the page, and `name` is what stands there first."""
    certificate = Certificate(
        title=course.certificate_title,
        band=course.band,
        awarded_on=finished_on,
        name=name,
        **CourseCertificate.look(course),
    )
    return {
        "certificate": certificate,
        "picture": design_of(certificate.design).drawing(certificate.band, certificate.paper),
        "heading": heading(certificate),
        "reason": reason(certificate),
        "note": note or _("Well done!"),
    }
