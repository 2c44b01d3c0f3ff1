"""The blocks that a lesson's fields are made of; those inside a step are in courses/blocks."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from accounts.choices import Nation

from ..blocks import BLOCKS
from ..blocks.base import RICH


class StepBlock(blocks.StructBlock):
    """A screenful of a lesson."""

    title = blocks.CharBlock(max_length=400)
    minutes = blocks.IntegerBlock(min_value=1, max_value=30)
    body = blocks.StreamBlock(BLOCKS)

    class Meta:
        icon = "arrow-right"


class Code(blocks.StructValue):
    @property
    def nation_name(self):
        return Nation(self["nation"]).label


class CodeBlock(blocks.StructBlock):
    """A code of a nation's curriculum that the lesson serves."""

    nation = blocks.ChoiceBlock(choices=Nation.choices)
    framework = blocks.CharBlock(max_length=400)
    code = blocks.CharBlock(max_length=400)
    confirmed = blocks.BooleanBlock(required=False, help_text=_("A person has seen it in the live document"))

    class Meta:
        value_class = Code


class SourceBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=400)
    url = blocks.URLBlock()
    checked_on = blocks.DateBlock(help_text=_("When a person last read the live page"))
    checked_by = blocks.CharBlock(max_length=80, required=False)
    review_by = blocks.DateBlock(required=False, help_text=_("Empty: ninety days later"))


class ObjectiveBlock(blocks.StructBlock):
    """What a pupil can do afterwards. Questions name it by its id."""

    slug = blocks.CharBlock(max_length=60, label=_("Id"))
    text = blocks.CharBlock(max_length=400)


class HardQuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(max_length=400)
    answer = blocks.RichTextBlock(features=RICH)
