"""What to do in the first hour, as editors keep it: one snippet for each age."""

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
from pages import pictures, text_rules
from pages.models.help_path import HelperBlock

MOST_STEPS = 9  # as in part 4 of the Family course
IN_SIGHT = 3  # helpers that a small screen has room for in one row
EMERGENCY = "emergency"
LESSON_CODE = "F4"  # whose words may be used


class LineBlock(blocks.StructBlock):
    text = blocks.CharBlock(max_length=220)
    nations = blocks.MultipleChoiceBlock(
        choices=Nation.choices, required=False, help_text=_("Only for families there; none chosen means everywhere.")
    )

    class Meta:
        icon = "pilcrow"


class FirstHourStepBlock(blocks.StructBlock):
    do = blocks.CharBlock(max_length=90, label=_("what to do, at a glance"))
    more = blocks.ListBlock(LineBlock(), label=_("how, or why"), default=[])
    helpers = blocks.ListBlock(HelperBlock(), label=_("who is there for it, in order"), default=[])

    class Meta:
        icon = "order"


@register_snippet
class FirstHour(PreviewableMixin, DraftStateMixin, LockableMixin, RevisionMixin, models.Model):
    """It has happened: what a family does first, one step at a time, for one age."""

    about = models.PositiveSmallIntegerField(
        _("number in the address"),
        unique=True,
        validators=[MinValueValidator(1)],
        help_text=_("It says nothing to a history or a filter. Once used, it stays."),
    )
    choice = models.CharField(_("whom it is about"), max_length=60, help_text=_("As a parent would choose it"))
    short = models.CharField(_("the same in short"), max_length=40)
    picture = models.CharField(max_length=60, choices=pictures.choices)
    calls = StreamField(
        [("helper", HelperBlock())],
        min_num=IN_SIGHT,
        max_num=IN_SIGHT,
        verbose_name=_("always in sight"),
        help_text=_("999 is one of them."),
    )
    steps = StreamField([("step", FirstHourStepBlock())], min_num=1, max_num=MOST_STEPS)

    class Meta:
        ordering = ["about"]
        verbose_name = _("first hour")
        verbose_name_plural = _("first hours")

    panels = [
        FieldRowPanel([FieldPanel("about"), FieldPanel("picture")]),
        FieldRowPanel([FieldPanel("choice"), FieldPanel("short")]),
        FieldPanel("calls"),
        FieldPanel("steps"),
    ]

    def __str__(self):
        return self.choice

    @property
    def texts(self):
        """What to do and how, step by step: [[the words of a step, a paragraph each]]"""
        return [[step.value["do"], *(line["text"] for line in step.value["more"])] for step in self.steps]

    @property
    def findings(self):
        """What the rules for the Family course find fault with. Each step is read by itself, as a parent reads it."""
        said = [[self.choice], *self.texts]
        found = [text_rules.check("\n\n".join(text), AgeBand.FAMILY, lesson_code=LESSON_CODE) for text in said]
        return [finding for findings in found for finding in findings]

    def clean(self):
        super().clean()
        mistakes = [str(finding) for finding in self.findings if finding.blocks]
        if EMERGENCY not in self.keys_in_sight:
            mistakes.append(_("999 has to be in sight on every screen."))
        if self.steps and list(self.steps[0].value["helpers"])[:1] != [EMERGENCY]:
            mistakes.append(_("The first step has to begin with 999."))
        if mistakes:
            raise ValidationError(mistakes)

    @property
    def keys_in_sight(self):
        return [helper.value for helper in self.calls]

    def steps_for(self, nation, helpers):
        """[{number, do, more, helpers}] with this nation's lines; `helpers` are those who may be shown, by key."""
        return [
            {
                "number": number,
                "do": step.value["do"],
                "more": [
                    line["text"] for line in step.value["more"] if not line["nations"] or nation in line["nations"]
                ],
                "helpers": [helpers[key] for key in step.value["helpers"] if key in helpers],
            }
            for number, step in enumerate(self.steps, 1)
        ]

    def get_preview_template(self, request, mode_name):
        return "families/now_all.html"

    def get_preview_context(self, request, mode_name):
        from ..first_hour import Screen  # it asks this module for its steps

        return super().get_preview_context(request, mode_name) | Screen({}, hour=self).context()
