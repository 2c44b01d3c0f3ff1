from wagtail import blocks

from .base import RICH, PicturedBlock


class HelpReminderBlock(PicturedBlock):
    """The words that come before the help routes. The routes come from the HelpService snippets."""

    body = blocks.RichTextBlock(features=RICH)

    class Meta:
        icon = "help"
        template = "courses/blocks/help_reminder.html"
