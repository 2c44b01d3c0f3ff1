import re

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import DraftStateMixin, LockableMixin, RevisionMixin
from wagtail.snippets.models import register_snippet

from accounts.choices import AgeBand, Nation

from ..checked import Checked
from ..fields import ChoiceListField


class HelpServiceQuerySet(models.QuerySet):
    def for_reader(self, band, nation="", *, level="light"):
        """The services of this level and those before it that may be shown to a reader of this band, in order.

        Whose nation is not known is shown what serves all four. JSON lists are matched here rather than in SQL: there
        are some forty rows, and SQLite cannot search them.
        """
        levels = HelpService.Level.values
        served = {nation} if nation else set(Nation.values)
        return [
            service
            for service in self.filter(live=True, level__in=levels[: levels.index(level) + 1])
            if band in service.bands and served <= set(service.nations)
        ]

    def named_in(self, text):
        """The services whose number stands in this text, however it is spaced."""
        digits = re.sub(r"(?<=\d)\s(?=\d)", "", text)
        return [s for s in self.filter(live=True) if s.digits and re.search(rf"(?<!\d){s.digits}(?!\d)", digits)]


@register_snippet
class HelpService(Checked, DraftStateMixin, LockableMixin, RevisionMixin, models.Model):
    """Where help is, for whom, and who last checked it. The one source of every number on the site."""

    class Purpose(models.TextChoices):
        EMERGENCY = "emergency", _("Emergency")
        POLICE = "police", _("Police")
        LISTEN = "listen", _("Somebody to talk to")
        REPORT = "report", _("Report")
        REMOVE = "remove", _("Get a picture taken down")
        ADULT = "adult", _("For adults")
        MONEY = "money", _("Money")

    class Level(models.TextChoices):
        LIGHT = "light", _("In every help box")
        FULL = "full", _("In the help box of sensitive lessons")
        PAGE = "page", _("Only on the help page")

    key = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    what = models.CharField(_("what they do"), max_length=300)
    for_whom = models.CharField(max_length=200, blank=True)
    purpose = models.CharField(max_length=12, choices=Purpose)
    level = models.CharField(max_length=8, choices=Level, default=Level.FULL)
    nations = ChoiceListField(list_choices=Nation.choices)
    bands = ChoiceListField(list_choices=AgeBand.choices)
    min_age = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(120)])
    max_age = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(120)])
    phone = models.CharField(max_length=20, blank=True)
    phone_display = models.CharField(max_length=30, blank=True)
    sms_to = models.CharField(max_length=20, blank=True)
    sms_text = models.CharField(max_length=40, blank=True)
    url = models.URLField(blank=True)
    note = models.CharField(max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(default=100)
    checked_on = models.DateField(null=True, blank=True)
    checked_by = models.CharField(max_length=80, blank=True)
    review_by = models.DateField(null=True, blank=True)
    confirmed = models.BooleanField(default=False)

    objects = HelpServiceQuerySet.as_manager()

    class Meta:
        ordering = ["order", "name"]

    panels = [
        MultiFieldPanel(
            [FieldPanel(name) for name in ["name", "key", "what", "for_whom", "purpose", "level"]],
            _("Service"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("phone"), FieldPanel("phone_display")]),
                FieldRowPanel([FieldPanel("sms_to"), FieldPanel("sms_text")]),
                FieldPanel("url"),
                FieldPanel("note"),
            ],
            _("How to reach it"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("nations"),
                FieldPanel("bands"),
                FieldRowPanel([FieldPanel("min_age"), FieldPanel("max_age")]),
                FieldPanel("order"),
            ],
            _("Who sees it"),
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in ["confirmed", "checked_on", "checked_by", "review_by"]],
            _("Checked"),
        ),
    ]

    def __str__(self):
        return self.name

    def clean(self):
        """What is dialled is what is read."""
        super().clean()
        for name in ["phone", "sms_to"]:
            if getattr(self, name) and not re.fullmatch(r"\d{3,15}", getattr(self, name)):
                raise ValidationError({name: _("Write the number in figures alone, such as 08001111.")})
        if self.phone_display and re.sub(r"\D", "", self.phone_display) != self.digits:
            raise ValidationError({"phone_display": _("This is another number than the one that is dialled.")})

    @property
    def number(self):
        """What is dialled or texted; empty for a service that is reached on the web only."""
        return self.phone or self.sms_to

    @property
    def digits(self):
        return re.sub(r"\D", "", self.number)

    @property
    def nation_names(self):
        return [str(Nation(nation).label) for nation in self.nations]

    @property
    def band_names(self):
        return [AgeBand(band).short for band in self.bands]

    @classmethod
    def grouped(cls, services):
        """[(purpose, its services)], in the order in which the services come."""
        groups = {}
        for service in services:
            groups.setdefault(cls.Purpose(service.purpose), []).append(service)
        return list(groups.items())
