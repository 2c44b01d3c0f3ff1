from django.db import models
from django.utils.translation import gettext_lazy as _


class OpenPointQuerySet(models.QuerySet):
    def open(self):
        return self.filter(done=False)


class OpenPoint(models.Model):
    """Something that a person with authority must settle before a school uses the lessons."""

    key = models.SlugField(unique=True)
    text = models.CharField(max_length=400, help_text=_("What has to be settled"))
    who = models.CharField(max_length=200, help_text=_("Who can settle it"))
    outcome = models.CharField(max_length=400, blank=True, help_text=_("What was found, and where"))
    done = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=100)

    objects = OpenPointQuerySet.as_manager()

    class Meta:
        ordering = ["done", "order", "key"]

    def __str__(self):
        return self.text
