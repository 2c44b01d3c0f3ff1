from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from .base import RICH
from .practice import PracticeBlock, line, picture, short


class StoryChoiceBlock(blocks.StructBlock):
    text = line()
    picture = picture()
    response = line()
    leads_to = short(required=False, help_text="Name of the scene that follows; empty: choose again")


class SceneBlock(blocks.StructBlock):
    name = short(help_text="Choices lead here by this name")
    picture = picture()
    text = blocks.RichTextBlock(features=RICH)
    question = line(required=False)
    choices = blocks.ListBlock(StoryChoiceBlock(), default=[], max_num=4)


class StoryChoicesBlock(PracticeBlock):
    """ACT2 and ACT7: a story that stops and asks what a character, or their friend, does next."""

    scenes = blocks.ListBlock(SceneBlock(), min_num=2, max_num=12)

    class Meta:
        icon = "openquote"
        template = "courses/blocks/story_choices.html"
        label = "Story with choices"

    def clean(self, value):
        value = super().clean(value)
        names = {scene["name"] for scene in value["scenes"]}
        ways = {choice["leads_to"] for scene in value["scenes"] for choice in scene["choices"]}
        if lost := sorted(ways - names - {"", None}):
            said = _("No scene has this name: %(names)s") % {"names": ", ".join(lost)}
            raise StructBlockValidationError({"scenes": ListBlockValidationError(non_block_errors=[said])})
        return value
