"""What every kind of question is: how it is written (Block), asked (form_field, template), marked and explained.

An answer is plain JSON data; what it looks like is said by each kind.
"""

import hashlib
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError


class Note(NamedTuple):
    """What is said of one option or item: in `label` the learner's own choice, never a better one."""

    label: str
    text: str
    right: bool


@dataclass(frozen=True)
class Feedback:
    """What a learner reads after an answer."""

    right: bool
    text: str
    notes: list[Note] = field(default_factory=list)

    @property
    def title(self):
        return _("That’s right") if self.right else _("Not yet")

    @property
    def body(self):
        """The text, without the title if the writer began with it."""
        return self.text.removeprefix(f"{self.title}. ")


@dataclass(frozen=True)
class Choice:
    """An option, a card, one side of a pair: what stands in a list of the block."""

    id: str
    text: str
    value: dict

    @property
    def feedback(self):
        return self.value.get("feedback") or ""

    @property
    def picture(self):
        return self.value.get("picture") or ""


# --- how it is written ----------------------------------------------------------------------------------


def feedback_block():
    return blocks.CharBlock(required=False, max_length=400, label=gettext_lazy("Feedback for this one"))


def mistake_in(name, *sentences):
    """A sentence for the editor, at the list of that name."""
    return StructBlockValidationError(block_errors={name: ListBlockValidationError(non_block_errors=list(sentences))})


class QuestionBlock(blocks.StructBlock):
    """The fields that each kind of question has. A draft may be unfinished; what is published may not."""

    stem = blocks.CharBlock(label=gettext_lazy("Question"), max_length=400)
    objective = blocks.CharBlock(max_length=60, help_text=gettext_lazy("Id of one of the lesson’s objectives"))
    teaches = blocks.ListBlock(blocks.CharBlock(max_length=4), default=[], label=gettext_lazy("Advice taught"))
    misconception = blocks.CharBlock(required=False, max_length=400)
    right = blocks.CharBlock(max_length=400, label=gettext_lazy("Feedback when right"))
    not_yet = blocks.CharBlock(max_length=400, label=gettext_lazy("Feedback when not yet"))
    lint_exception = blocks.CharBlock(required=False, max_length=400)

    def clean(self, value):
        cleaned = super().clean(value)
        if not self.is_deferred_validation:
            self.check_question(cleaned)
        return cleaned

    def check_question(self, value):
        """Raise what keeps these fields from being a question, in a sentence for the editor."""

    def check_all_differ(self, value, name, part="text"):
        texts = [item[part].strip().casefold() for item in value[name]]
        if len(set(texts)) < len(texts):
            raise mistake_in(name, _("Two of these say the same. A pupil could not tell them apart."))


# --- what it is -----------------------------------------------------------------------------------------


class Question:
    """One question of a published version. Subclasses are the kinds."""

    slug: str
    title: str  # for those who write and teach
    hint: str  # for those who answer
    Block: type[QuestionBlock]
    list_name: str  # the list of the block whose items may have feedback of their own

    def __init__(self, data):
        self.data = data
        self.id = data["id"]

    stem = property(lambda self: self.data["stem"])
    objective = property(lambda self: self.data["objective"])
    teaches = property(lambda self: self.data["teaches"])

    @property
    def template(self):
        return f"quizzes/kinds/{self.slug}.html"

    @cached_property
    def choices(self):
        """The options, cards or pairs that make the question, as the editor put them."""
        return self.listed(self.list_name)

    def listed(self, name, text="text"):
        return [Choice(item["id"], item[text], item) for item in self.data[name]]

    def shuffled(self, choices, seed):
        """The same order for the same seed (an attempt's id), on every device and after every refresh."""
        return sorted(choices, key=lambda choice: hashlib.sha256(f"{seed}:{choice.id}".encode()).digest())

    def targets(self, seed):
        """What each choice is put to, where there is such a thing: the other halves of pairs, or groups."""
        return []

    def parts(self, seed, value=None):
        """What the kind's template draws; `value` is what the form field says is chosen now."""
        raise NotImplementedError

    def form_field(self):
        """A form field whose clean value is the answer, and whose `prepare_value` undoes that.

        All who are asked share it, in whatever language: it keeps nothing of an answer, and its sentences are lazy.
        """
        raise NotImplementedError

    @cached_property
    def shared_field(self):
        return self.form_field()

    def model_answer(self):
        """A right answer, as data."""
        raise NotImplementedError

    def is_right(self, answer):
        return answer == self.model_answer()

    def mark(self, answer):
        """1 or 0: a question is worth one mark."""
        return int(self.is_right(answer))

    def notes(self, answer):
        """What is to be said of single options or items, as Notes."""
        return []

    def feedback(self, answer):
        right = self.is_right(answer)
        return Feedback(right, self.data["right" if right else "not_yet"], self.notes(answer))

    def counted(self):
        """What a class's answers are counted by, as Choices: the options, or whether it is right."""
        return [Choice("right", _("In place"), {"correct": True}), Choice("not_yet", _("Not yet in place"), {})]

    def counts_for(self, answer):
        """The ids of what an answer is counted for."""
        return ["right" if self.is_right(answer) else "not_yet"]

    def answer_of_most(self, counts, everybody):
        """The answer of a class in which so many said each of `counted()`; None where that says too little."""
        return self.model_answer() if counts["right"] * 2 > everybody else None

    def in_words(self, answer):
        """An answer as a person would say it, a line each."""
        raise NotImplementedError

    def right_answer(self):
        """The right answer in words, a line each, for previews and answer keys."""
        return self.in_words(self.model_answer())

    def remarks(self):
        """The options or items that have feedback of their own, for previews and answer keys."""
        return [choice for choice in self.choices if choice.feedback]
