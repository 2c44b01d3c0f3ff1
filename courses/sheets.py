"""The steps of lessons as they are shown, kept by revision: a kept copy can be missing, never stale."""

import hashlib
from functools import cache
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from config.prepared import prepared
from django.conf import settings
from django.core.cache import caches
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from wagtail.models import Page, Revision

from pages import help_rail, numbers

from .models import Course, Lesson

ROOT = "/home/learn/"  # where the courses stand in Wagtail's tree

# On paper everything is open, and the titles of blocks stand one level lower.
AUDIENCES = {
    "learner": {"level": 2},
    "adult": {"level": 2, "for_adults": True},
    "learner on paper": {"level": 3, "opened": True},
    "adult on paper": {"level": 3, "opened": True, "for_adults": True},
}


class Body(NamedTuple):
    number: int
    title: str
    minutes: int
    html: str


class Sheet(NamedTuple):
    """All of a step's page that is the same for everybody of an audience."""

    course_key: UUID
    lesson_key: UUID
    course: dict
    lesson: dict
    outline: list  # (title, address) of every step
    number: int
    html: str

    @property
    def is_last(self):
        return self.number == len(self.outline)

    @property
    def previous_url(self):
        return self.outline[self.number - 2][1] if self.number > 1 else ""

    @property
    def next_url(self):
        """Where somebody who only looks goes on; empty after the last step of a lesson without questions."""
        return self.lesson["quiz_url"] if self.is_last else self.outline[self.number][1]

    def stops(self, furthest):
        """The way through the lesson for a learner who came as far as step `furthest`; None for who only looks."""
        total = len(self.outline)
        reached = total if furthest is None else max(furthest, self.number)
        behind = total if furthest == total else (furthest or 1) - 1
        return [
            Stop(
                title,
                url="" if place == self.number or place > reached else url,
                state="next" if place == self.number else "finished" if place <= behind else "",
            )
            for place, (title, url) in enumerate(self.outline, 1)
        ]


class Stop(NamedTuple):
    """A step on the way through a lesson; without a `url` the learner is not there yet, or is there now."""

    title: str
    url: str
    state: str


def sheet(course_slug, lesson_slug, number, audience):
    """Step 1, 2, ... of a published lesson; None if there is no such step. One query when it was read before."""
    course_path = f"{ROOT}{course_slug}/"
    lesson_path = f"{course_path}{lesson_slug}/"
    published = sorted(revisions(course_path, lesson_path))
    if len(published) < 2:
        return None
    if any(None in times for times in published):  # put in place without a revision: nothing to keep it by
        return make_sheet(lesson_path, number, audience)
    # The time stands in the key because a database that was restored counts its revisions again.
    known = (published, number, audience, templates_digest(), help_rail.services_digest())
    key = hashlib.sha256(repr(known).encode()).hexdigest()
    return caches["bodies"].get_or_set(key, lambda: make_sheet(lesson_path, number, audience))


@prepared
def revisions(course_path, lesson_path):
    """Of what is published there."""
    live = Page.objects.filter(Q(url_path=course_path) | Q(url_path=lesson_path), live=True)
    return live.values_list("depth", "live_revision_id", "last_published_at")


def pinned(revision, number, audience):
    """A step of a lesson as that revision has it, published now or not; None if it is gone."""
    key = hashlib.sha256(
        repr(("pinned", revision, number, audience, templates_digest(), help_rail.services_digest())).encode()
    ).hexdigest()
    kept = caches["bodies"].get(key)
    if kept is None and (kept := make_pinned(revision, number, audience)):
        caches["bodies"].set(key, kept)
    return kept


def make_pinned(revision, number, audience):
    found = Revision.objects.filter(pk=revision).first()
    lesson = found and found.as_object()
    course = lesson and Course.objects.ancestor_of(lesson).first()
    return sheet_of(lesson, course, number, audience) if course else None


def make_sheet(lesson_path, number, audience):
    lesson = Lesson.objects.live().filter(url_path=lesson_path).first()
    course = lesson and Course.objects.ancestor_of(lesson).live().first()
    return sheet_of(lesson, course, number, audience) if course else None


def sheet_of(lesson, course, number, audience):
    if not 1 <= number <= lesson.step_count:
        return None
    titles = [part["value"]["title"] for part in lesson.steps.raw_data]
    told = {
        "lesson": lesson,
        "body": body(lesson, number, audience, course.band),
        "total": lesson.step_count,
        "band": course.band,
    }
    return Sheet(
        course_key=course.translation_key,
        lesson_key=lesson.translation_key,
        course={"title": course.title, "band": course.band, "url": course.get_absolute_url()},
        lesson=frame_of(lesson),
        outline=[(title, lesson.step_url(place)) for place, title in enumerate(titles, 1)],
        number=number,
        html=render_to_string("courses/parts/sheet.html", told | AUDIENCES[audience]),
    )


def frame_of(lesson):
    """What stands around each of its steps."""
    said = ["title", "neutral_title", "leave_page", "is_first_aid", "sensitive", "awaits_sign_off"]
    return {name: getattr(lesson, name) for name in said} | {
        "url": lesson.get_absolute_url(),
        "quiz_url": lesson.address("lesson_quiz") if lesson.quiz_id else "",
        "ground_rules": ground_rules(lesson),
    }


def ground_rules(lesson):
    return [rule for note in lesson.teacher_notes if note.block_type == "ground_rules" for rule in note.value]


def body(lesson, number, audience, band):
    """A step of the very lesson at hand: a draft in its preview, too."""
    part = lesson.steps[number - 1].value
    context = {**AUDIENCES[audience], "step_title": part["title"], "band": band}
    html = "\n".join(block.render(context | {"uid": f"b{block.id[:8]}"}) for block in part["body"])
    return Body(number, part["title"], part["minutes"], mark_safe(numbers.unbroken(html)))  # noqa: S308


def all_bodies(lesson, audience):
    band = lesson.band
    return [body(lesson, number, audience, band) for number in range(1, lesson.step_count + 1)]


def handouts(lesson):
    """The sheets and cards for the class, as HTML."""
    return [block.render({"level": 3, "uid": f"b{block.id[:8]}"}) for block in lesson.handout]


@cache
def templates_digest():
    """Changes with the templates and what draws them, so that a new release shows itself at once."""
    folder = settings.BASE_DIR / "templates" / "courses"
    paths = [
        Path(__file__),
        Path(numbers.__file__),
        *sorted(folder.glob("blocks/*.html")),
        *sorted(folder.glob("parts/*.html")),
    ]
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()[:12]
