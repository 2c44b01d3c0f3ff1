from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from pages.pictures import PictureBlock

from .base import RICH, TaughtBlock


class PracticeBlock(TaughtBlock):
    """What every activity has. What a pupil does in one is never sent anywhere and never kept."""

    title = blocks.CharBlock(max_length=400)
    body = blocks.RichTextBlock(features=RICH)
    closing = blocks.CharBlock(max_length=400, required=False, label=_("Last word"))


def line(**options):
    return blocks.CharBlock(max_length=400, **options)


def short(**options):
    return blocks.CharBlock(max_length=60, **options)


def picture():
    return PictureBlock(required=False)
