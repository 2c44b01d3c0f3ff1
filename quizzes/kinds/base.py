"""What every kind of question is: how it is written (Block), asked (form_field, template), marked and explained.

An answer is plain JSON data; what it looks like is said by each kind's `mark`.
"""

import random
from dataclasses import dataclass, field

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks


@dataclass(frozen=True)
class Feedback:
    """What a learner reads after an answer. `notes` are (label, text, right) for single options or items."""

    right: bool
    text: str
    notes: list[tuple[str, str, bool]] = field(default_factory=list)


@dataclass(frozen=True)
class Choice:
    id: str
    text: str
    value: dict

    @property
    def feedback(self):
        return self.value.get("feedback", "")


class QuestionBlock(blocks.StructBlock):
    """The fields that each kind of question has."""

    stem = blocks.CharBlock(label=_("Question"), max_length=400)
    objective = blocks.CharBlock(max_length=60, help_text=_("Id of one of the lesson's objectives"))
    teaches = blocks.ListBlock(blocks.CharBlock(max_length=4), default=[], label=_("Advice taught"))
    misconception = blocks.CharBlock(required=False, max_length=400)
    right = blocks.CharBlock(max_length=400, label=_("Feedback when right"))
    not_yet = blocks.CharBlock(max_length=400, label=_("Feedback when not yet"))
    lint_exception = blocks.CharBlock(required=False, max_length=400)


class FeedbackBlock(blocks.CharBlock):
    def __init__(self, **kwargs):
        super().__init__(required=False, max_length=400, label=_("Feedback for this one"), **kwargs)


class AnswerWidget(forms.Widget):
    """Reads the parts of an answer from a plain form; the kind's template draws them."""

    def __init__(self, read):
        super().__init__()
        self.read = read

    def value_from_datadict(self, data, files, name):
        return self.read(data, name)


class Question:
    """One question of a published version. Subclasses are the kinds."""

    slug: str
    title: str
    Block: type[QuestionBlock]

    def __init__(self, data):
        self.data = data
        self.id = data["id"]

    stem = property(lambda self: self.data["stem"])
    objective = property(lambda self: self.data["objective"])
    teaches = property(lambda self: [item["value"] for item in self.data["teaches"]])

    @property
    def template(self):
        return f"quizzes/kinds/{self.slug}.html"

    def listed(self, name):
        """The items of a list in the block, as Choices with their stored ids."""
        return [Choice(item["id"], item["value"]["text"], item["value"]) for item in self.data[name]]

    def shuffled(self, choices, seed):
        """The same order for the same seed (an attempt's id), on every device and after every refresh."""
        choices = list(choices)
        random.Random(f"{seed}:{self.id}").shuffle(choices)  # noqa: S311 - an order, not a secret
        return choices

    def parts(self, seed):
        """What the template draws; with the answer so far it is everything the learner sees."""
        raise NotImplementedError

    def form_field(self):
        """A form field whose clean value is the answer."""
        raise NotImplementedError

    def is_right(self, answer):
        raise NotImplementedError

    def mark(self, answer):
        """1 or 0: a question is worth one mark."""
        return int(self.is_right(answer))

    def notes(self, answer):
        return []

    def feedback(self, answer):
        right = self.is_right(answer)
        return Feedback(right, self.data["right" if right else "not_yet"], self.notes(answer))

    def model_answer(self):
        """A right answer, as data."""
        raise NotImplementedError

    def right_answer(self):
        """The right answer in words, a line each, for previews and answer keys."""
        raise NotImplementedError


class ChoiceField(forms.ChoiceField):
    """One id out of a list, with a sentence for a child when there is none."""

    default_error_messages = {
        "required": _("Choose an answer first. You can also skip this one."),
        "invalid_choice": _("Choose one of the answers on this page."),
    }


class ChoicePerPartField(forms.Field):
    """One choice for each part: {part id: choice id}. Serves ordering, sorting and matching."""

    def __init__(self, part_ids, choice_ids, *, missing, once_each=None):
        self.part_ids, self.choice_ids = part_ids, set(choice_ids)
        self.missing, self.once_each = missing, once_each
        super().__init__(widget=AnswerWidget(self.read), required=False)

    def read(self, data, name):
        return {part: data.get(f"{name}-{part}", "") for part in self.part_ids}

    def clean(self, value):
        if set(value.values()) - self.choice_ids:
            raise forms.ValidationError(self.missing)
        if self.once_each and len(set(value.values())) < len(value):
            raise forms.ValidationError(self.once_each)
        return value
