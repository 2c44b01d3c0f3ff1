from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.snippets.models import register_snippet

from courses.models import Course

from ..designs import DESIGNS, design_for
from ..paper import Paper


@register_snippet
class CourseCertificate(models.Model):
    """Which design a course's certificates have, and on what paper; without one, the design of its band on A4."""

    course = models.OneToOneField(Course, models.CASCADE, related_name="certificate")
    design = models.CharField(max_length=40, choices=[(design.slug, design.title) for design in DESIGNS])
    paper = models.CharField(max_length=10, choices=Paper, default=Paper.A4)

    panels = [
        HelpPanel(_("A course without one has the design of its age, on A4. What is awarded already stays as it is.")),
        FieldPanel("course"),
        FieldPanel("design"),
        FieldPanel("paper"),
    ]

    def __str__(self):
        return str(self.course)

    @classmethod
    def look(cls, course):
        """The design and the paper that a new certificate of the course gets, as fields of it."""
        chosen = getattr(course, "certificate", None) or cls(design=design_for(course.band).slug)
        return {"design": chosen.design, "paper": chosen.paper}
