from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from accounts.choices import Nation
from pages.models import HelpService

from .practice import PracticeBlock, line

MOST = 10  # helpers of a situation: css/lesson/practice.css shows the answers of so many
# Helpers whom each school and home says for itself.
PEOPLE = {"trusted-adult": _("An adult you trust"), "school-lead": _("Your school’s safeguarding lead")}


class Helper:
    """One of the helpers that a situation offers: a person, or a HelpService with the nations it serves."""

    def __init__(self, key, service=None, fits=False):
        self.key, self.service, self.fits = key, service, fits

    @property
    def name(self):
        """In danger the number is what one has to know, and what small children know it by."""
        if not self.service:
            return PEOPLE[self.key]
        is_999 = self.service.purpose == HelpService.Purpose.EMERGENCY and self.service.phone
        return f"{self.service.phone}: {self.service.name}" if is_999 else self.service.name

    @property
    def nations(self):
        return self.service.nations if self.service else Nation.values


class HelpSituation(blocks.StructValue):
    def helpers(self, services):
        """Those that fit and those that fit less, in an order that says nothing."""
        offered = [(key, True) for key in self["fits"]] + [(key, False) for key in self["also_offered"]]
        helpers = [Helper(key, services.get(key), fits) for key, fits in offered if key in services or key in PEOPLE]
        return sorted(helpers, key=lambda helper: helper.key)


class HelpSituationBlock(blocks.StructBlock):
    text = line()
    fits = blocks.ListBlock(blocks.CharBlock(max_length=60), min_num=1)
    also_offered = blocks.ListBlock(blocks.CharBlock(max_length=60), min_num=1)
    why = line()
    not_yet = line()

    class Meta:
        value_class = HelpSituation

    def clean(self, value):
        value = super().clean(value)
        if len(value["fits"]) + len(value["also_offered"]) > MOST:
            said = _("At most %(most)d helpers in all.") % {"most": MOST}
            raise StructBlockValidationError({"also_offered": ListBlockValidationError(non_block_errors=[said])})
        return value


class HelpMatcherBlock(PracticeBlock):
    """ACT9: who can help? Names and numbers come from the HelpService snippets, by age and nation."""

    situations = blocks.ListBlock(HelpSituationBlock(), min_num=3, max_num=6)

    class Meta:
        icon = "group"
        template = "courses/blocks/help_matcher.html"
        label = "Who can help?"

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        services = {service.key: service for service in HelpService.objects.filter(live=True)}
        asked = [(situation, situation.helpers(services)) for situation in value["situations"]]
        # Where everybody offered is there for all nations, as for small children, none need be chosen.
        offered = [helper for _situation, helpers in asked for helper in helpers]
        differ = any(set(helper.nations) != set(Nation.values) for helper in offered)
        return context | {"asked": asked, "nations": Nation.choices if differ else []}
