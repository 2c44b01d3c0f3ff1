"""Do it together: which step of the Family course has the room check, the check-list, the locks and the agreement."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from .road import lesson_named


class Task(NamedTuple):
    """Something to do side by side: `part` and the kind of `block` say where it stands; else the `step`'s title."""

    title: str
    about: str
    minutes: int
    picture: str
    part: str
    block: str
    place: int = 0

    def found(self):
        """With its address, or None where an editor has taken it out."""
        if not self.part:
            return self._asdict() | {"url": reverse("families:rehearsal")}
        lesson = lesson_named(self.part)
        step = step_with(lesson, self.block, self.place) if lesson else None
        return self._asdict() | {"url": lesson.step_url(step)} if step else None


TASKS = [
    Task(_("What can the camera see?"), _("A walk round the real room, with your child as detective."), 5, "camera",
         "set-up", "room_check"),
    Task(_("Settings, line by line"), _("A list for each kind of app: games, chat, photos, live."), 10, "gear",
         "set-up", "agreement"),
    Task(_("Better locks"), _("Three random words, and two-step verification."), 5, "locked",
         "set-up", "text", 3),
    Task(_("Our family agreement"), _("Tick the lines you all agree on. Print it, or save it as a PDF."), 10,
         "memo", "our-agreement", "agreement"),
    Task(_("“Somebody has a picture of me”"), _("For you alone: practise the first words."), 3, "ear", "", ""),
]  # fmt: skip


def step_with(lesson, kind, place=0):
    """The number of the first step that has such a block; `place` counts from step 0 where the kind is everywhere."""
    for number, step in enumerate(lesson.steps, 1):
        if number > place and any(block.block_type == kind for block in step.value["body"]):
            return number
    return None


def block_of(lesson, kind):
    """A block of a lesson on a page of its own, as HTML."""
    for step in lesson.steps:
        for block in step.value["body"]:
            if block.block_type == kind:
                return mark_safe(block.render({"level": 2, "uid": f"b{block.id[:8]}"}))  # noqa: S308
    return None
