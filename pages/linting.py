"""The text rules asked of whole pages: a Remark names the page, the block and the sentence."""

import re
from typing import NamedTuple

from wagtail import blocks

from .models import HelpService
from .text_rules import Finding, check, sentences

BLAME, PICTURES = 4, 20  # the numbers of checks in the brief


class Remark(NamedTuple):
    """Something that a person has to look at, and where it stands."""

    page: str
    place: str
    finding: Finding
    sentence: str = ""

    @property
    def blocks(self):
        return self.finding.blocks

    def __str__(self):
        said = f" In: {self.sentence}" if self.sentence else ""
        return f"{self.page}, {self.place}: {self.finding}.{said}"


def remarks_on(page, parts, *, lesson_code="", numbers):
    """What the text rules say of these Parts; a block whose writer gave a reason passes."""
    for part in parts:
        if part.is_excused:
            continue
        for reader, text, put_right in part.texts:
            for finding in check(text, reader, lesson_code=lesson_code, numbers=numbers):
                if not (put_right and finding.check == BLAME):
                    yield Remark(page, part.place, finding, sentence_with(finding.found, text))
        for source in pasted_pictures(part.block, part.value):
            yield Remark(
                page, part.place, Finding(PICTURES, source, "a picture here has no words for who cannot see it")
            )


def sentence_with(found, text):
    return next((sentence for sentence in sentences(text) if found in sentence), text)


def pasted_pictures(block, value):
    """Rich text can bring a picture along; all others are drawn beside the words that say the same."""
    if isinstance(block, blocks.StructBlock):
        inner = [(child, value.get(name)) for name, child in block.child_blocks.items()]
    elif isinstance(block, blocks.BaseStreamBlock):
        inner = [(child.block, child.value) for child in value or []]
    elif isinstance(block, blocks.ListBlock):
        inner = [(block.child_block, item) for item in value or []]
    elif isinstance(block, blocks.RichTextBlock):
        return re.findall(r"<(?:embed|img|iframe)\b", getattr(value, "source", value) or "")
    else:
        return []
    return [source for child, item in inner for source in pasted_pictures(child, item)]


def numbers_of(services):
    """What may be dialled, as digits -> the bands that are given it. HelpServices, or their fields from a file."""
    numbers = {}
    for service in services:
        fields = service if isinstance(service, dict) else vars(service)
        for number in (fields["phone"], fields["sms_to"]):
            if digits := re.sub(r"\D", "", number or ""):
                numbers.setdefault(digits, set()).update(fields["bands"])
    return numbers


def published_numbers():
    return numbers_of(HelpService.objects.filter(live=True))
