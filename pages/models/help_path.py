from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin
from wagtail.snippets.models import register_snippet

from accounts.choices import AgeBand, Nation

from .. import pictures, text_rules
from .help import HelpService

MOST_STEPS = 7  # more than that, nobody follows in a fright
LESSON_CODES = {"navigators": "C5", "pathfinders": "D4", "family": "F4", "staff": "T4"}  # whose words may be used
READERS = [choice for choice in AgeBand.choices if choice[0] != AgeBand.SPARKS]  # theirs are read by an adult
TRUSTED_ADULT, SCHOOL_LEAD = "trusted-adult", "school-lead"


LEADS = {  # how the lead is named to a reader, and what is said of them
    AgeBand.STAFF: (_("Your %s"), _("Straight away, in person.")),
    AgeBand.FAMILY: (_("The school’s %s"), _("The person who leads on keeping pupils safe. Ask for them.")),
}
OF_A_PUPIL = (
    _("Your school’s %s"),
    _("Any teacher can take you to them. Their job is to help, not to judge. They’ll say who needs to know and why."),
)


class Person(NamedTuple):
    """A helper whom each home and school says for itself; it stands in a list beside the services."""

    key: str
    name: str
    what: str
    confirmed: bool = True  # no number to ring, so nothing to confirm


class Route(NamedTuple):
    """Helpers in order, under a heading; `folded` ones wait behind it."""

    heading: str
    folded: bool
    helpers: list


def lead_title(nation):
    return str(Nation(nation).safeguarding_lead if nation else _("safeguarding lead"))


def person(key, band, nation):
    """Somebody to tell, in the words of the one who tells."""
    if key == TRUSTED_ADULT and band == AgeBand.EXPLORERS:
        return Person(key, _("A grown-up you trust"), _("If one doesn’t help, tell another."))
    if key == TRUSTED_ADULT:
        what = _("Somebody who listens. If one doesn’t help, tell another. Keep telling until someone helps.")
        return Person(key, _("An adult you trust"), what)
    name, what = LEADS.get(band, OF_A_PUPIL)
    return Person(key, name % lead_title(nation), what)


def helper_choices():
    """Asked when a form is drawn or checked: the two people, and every service."""
    people = [(TRUSTED_ADULT, _("An adult you trust")), (SCHOOL_LEAD, _("The safeguarding lead"))]
    return people + list(HelpService.objects.values_list("key", "name"))


class HelperBlock(blocks.FieldBlock):
    """The key of a helper. Wagtail's ChoiceBlock would look through the choices whenever a page is drawn."""

    def __init__(self, **options):
        self.field = forms.ChoiceField(choices=helper_choices)
        super().__init__(**options)


class HelpStepBlock(blocks.StructBlock):
    do = blocks.CharBlock(max_length=90, label=_("what to do, at a glance"))
    more = blocks.CharBlock(max_length=220, required=False, label=_("how, or why"))

    class Meta:
        icon = "order"


class HelpRouteBlock(blocks.StructBlock):
    heading = blocks.CharBlock(max_length=80, required=False)
    folded = blocks.BooleanBlock(required=False, help_text=_("Wait behind the heading."))
    helpers = blocks.ListBlock(HelperBlock(), min_num=1)

    class Meta:
        icon = "group"


@register_snippet
class HelpPath(PreviewableMixin, DraftStateMixin, LockableMixin, RevisionMixin, models.Model):
    """What has happened, in a reader's own words, and what helps: a few steps, and who can help."""

    band = models.CharField(_("who reads it"), max_length=20, choices=READERS)
    about = models.PositiveSmallIntegerField(
        _("number in the address"),
        validators=[MinValueValidator(1)],
        help_text=_("It says nothing to a history or a filter. Once used, it stays."),
    )
    choice = models.CharField(_("what has happened"), max_length=60, help_text=_("In the reader’s own words"))
    hint = models.CharField(max_length=60, blank=True)
    picture = models.CharField(max_length=60, choices=pictures.choices)
    opening = models.CharField(max_length=160, help_text=_("What they most need to hear"))
    steps = StreamField([("step", HelpStepBlock())], min_num=1, max_num=MOST_STEPS)
    also = StreamField([("line", blocks.CharBlock(max_length=240))], blank=True, max_num=3)
    routes = StreamField([("route", HelpRouteBlock())], min_num=1)

    class Meta:
        ordering = ["band", "about"]
        constraints = [models.UniqueConstraint(fields=["band", "about"], name="help_path_about")]

    panels = [
        FieldRowPanel([FieldPanel("band"), FieldPanel("about")]),
        FieldPanel("choice"),
        FieldRowPanel([FieldPanel("hint"), FieldPanel("picture")]),
        FieldPanel("opening"),
        FieldPanel("steps"),
        FieldPanel("also"),
        FieldPanel("routes"),
    ]

    def __str__(self):
        return f"{AgeBand(self.band).short}: {self.choice}" if self.band else self.choice

    @property
    def text(self):
        """Every word that a reader meets, a paragraph each."""
        steps = [part for step in self.steps for part in (step.value["do"], step.value["more"])]
        lines = [*steps, *(line.value for line in self.also), *(route.value["heading"] for route in self.routes)]
        text = "\n\n".join(filter(None, [self.choice, self.hint, self.opening, *lines]))
        return text.replace("{lead}", lead_title(""))

    @property
    def findings(self):
        return text_rules.check(self.text, self.band, lesson_code=LESSON_CODES.get(self.band, ""))

    def clean(self):
        super().clean()
        if stops := [str(finding) for finding in self.findings if finding.blocks]:
            raise ValidationError(stops)

    def steps_for(self, nation):
        """[{do, more}], with what the nation calls a safeguarding lead."""
        lead = lead_title(nation)
        return [
            {name: (step.value[name] or "").replace("{lead}", lead) for name in ("do", "more")} for step in self.steps
        ]

    def routes_for(self, nation, services):
        """The routes with those services that the reader may be shown, without routes in which nobody is left."""
        helpers = {service.key: service for service in services}
        helpers |= {key: person(key, self.band, nation) for key in (TRUSTED_ADULT, SCHOOL_LEAD)}
        routes = [
            Route(
                route.value["heading"],
                route.value["folded"],
                [helpers[key] for key in route.value["helpers"] if key in helpers],
            )
            for route in self.routes
        ]
        return [route for route in routes if route.helpers]

    def get_preview_template(self, request, mode_name):
        return "pages/help_path.html"

    def get_preview_context(self, request, mode_name):
        from ..help_screens import path_screen  # it asks this module for its paths

        return super().get_preview_context(request, mode_name) | path_screen(self, "")
