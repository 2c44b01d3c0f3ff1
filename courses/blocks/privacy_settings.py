from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .practice import PracticeBlock, line, short


class SettingOptionBlock(blocks.StructBlock):
    text = short()
    seen_by = blocks.ListBlock(short(), default=[])
    limits = blocks.BooleanBlock(required=False, help_text=_("Nobody else sees anything, whatever else is set"))


class SettingBlock(blocks.StructBlock):
    name = short()
    thing = short(help_text=_("What is seen or done: Your friends list"))
    why = line()
    options = blocks.ListBlock(SettingOptionBlock(), min_num=2, max_num=4)
    start = blocks.IntegerBlock(min_value=1, max_value=4)
    good = blocks.IntegerBlock(min_value=1, max_value=4)


class PrivacySettingsBlock(PracticeBlock):
    """ACT6: an invented app; who can see what is computed for four viewers as its settings change."""

    app = short()
    viewers = blocks.ListBlock(short(), min_num=4, max_num=4)
    settings = blocks.ListBlock(SettingBlock(), min_num=6, max_num=10)

    class Meta:
        icon = "cog"
        template = "courses/blocks/privacy_settings.html"
        label = "Privacy settings"
