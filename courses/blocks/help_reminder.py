from wagtail import blocks

from .base import RICH, TaughtBlock


class HelpReminderBlock(TaughtBlock):
    """The words that come before the help routes. The routes come from the HelpService snippets."""

    body = blocks.RichTextBlock(features=RICH)

    class Meta:
        icon = "help"
        template = "courses/blocks/help_reminder.html"
