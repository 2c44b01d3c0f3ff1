"""What a page says: every text in its blocks, with who reads it. The text rules and the coverage are asked of this."""

import html
import re
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.utils.html import strip_tags
from wagtail import blocks

from .text_rules import sentences

FOR_ADULTS = {"hint", "misconception", "teacher_notes"}
# What stands in these is for machines and editors.
NO_PROSE = {"teaches", "lint_exception", "objective", "slug", "also_good", "also_right"}
# A text that the words beside it put right: an option that is not correct, a choice in a story, a myth.
PUT_RIGHT = {"response", "answer"}


class Text(NamedTuple):
    """Something that is read as one: by whom, and whether the words beside it put it right."""

    reader: str
    text: str
    put_right: bool = False


@dataclass
class Part:
    """A block, a question or a field, and where it stands. `reader` is the band that it is for."""

    place: str
    reader: str
    block: blocks.Block
    value: object
    id: str = ""

    @property
    def kind(self):
        return self.block.name

    @property
    def teaches(self):
        return advice_in(self.value)

    @property
    def is_excused(self):
        """A person has said why it may break a rule."""
        return isinstance(self.value, dict) and bool(self.value.get("lint_exception"))

    @cached_property
    def texts(self):
        return list(texts(self.block, self.value, self.reader))

    @cached_property
    def sentences(self):
        """What its own reader reads, sentence by sentence."""
        return [one_line(said) for reader, text, _ in self.texts if reader == self.reader for said in sentences(text)]

    @property
    def said(self):
        return " ".join(self.sentences)


def advice_in(value):
    """The ids of the advice that a block or question teaches, bound or as it is stored: there an item of a list is
    bare, or has an id of its own."""
    ids = value.get("teaches") or [] if isinstance(value, dict) else []
    return [one["value"] if isinstance(one, dict) else one for one in ids]


def texts(block, value, reader, put_right=False):
    """Each Text below a block. Single words say nothing that a rule could be about."""
    if isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            if name not in NO_PROSE:
                who = "staff" if name in FOR_ADULTS else reader
                yield from texts(child, value.get(name), who, name == "text" and is_put_right(value))
    elif isinstance(block, blocks.ListBlock):
        for item in value or []:
            yield from texts(block.child_block, item, reader, put_right)
    elif isinstance(block, blocks.StreamBlock):
        for child in value or []:
            yield from texts(child.block, child.value, reader, put_right)
    elif text := written(block, value):
        yield Text(reader, text, put_right)


def is_put_right(value):
    return value.get("correct") is False or bool(PUT_RIGHT & set(value))


def written(block, value):
    if isinstance(block, blocks.RichTextBlock):
        return plain(getattr(value, "source", value) or "")
    return value if isinstance(block, blocks.CharBlock) and value and " " in value else ""


def plain(source):
    """Rich text with a blank line after each paragraph and each item of a list."""
    return html.unescape(strip_tags(re.sub(r"</(?:p|li)>|<br ?/?>", "\n\n", source))).strip()


def one_line(text):
    return " ".join(text.replace("’", "'").split())
