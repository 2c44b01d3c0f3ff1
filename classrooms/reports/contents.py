"""What a course's lessons teach and ask, for reports: read at once, without making a block of it."""

import json
from functools import lru_cache

from config.prepared import prepared
from django.db.models import TextField
from django.db.models.functions import Cast

from courses.models import Lesson
from pages.prose import advice_in
from quizzes.models import QuizVersion

NEEDED = ["title", "url_path", "translation_key", "quiz__translation_key", "quiz__live"]


def lessons(span):
    return Lesson.objects.live().between(*span).select_related("quiz").only(*NEEDED)


@prepared
def lessons_of(*span):
    """Of a `course.span`."""
    return lessons(span)


@prepared
def lessons_with_objectives(*span):
    return lessons(span).only(*NEEDED, "objectives")


@prepared
def lessons_with_steps(*span):
    """Each with its steps `written`: as text, in which they are stored."""
    return lessons(span).annotate(written=Cast("steps", TextField()))


@prepared
def titles_of(*span):
    """The lessons as a list to choose from needs them: (title, slug, translation_key)."""
    return Lesson.objects.live().between(*span).values_list("title", "slug", "translation_key", named=True)


def questions_of(quiz_keys):
    """quiz key -> {question id: question}, as learners met them: the latest words of each, and those that are gone."""
    found = {key: {} for key in quiz_keys}
    for version in versions_of(list(quiz_keys)):
        found[version.quiz_key] |= version.questions
    return found


@prepared
def versions_of(quiz_keys):
    return QuizVersion.objects.filter(quiz_key__in=quiz_keys).order_by("created_at", "pk")


def objectives_of(lesson):
    """objective id -> what a pupil can say of it: "I can …"."""
    return {part["value"]["slug"]: part["value"]["text"] for part in lesson.objectives.raw_data}


def step_that_teaches(lesson, advice):
    """The number of the first step with a block that teaches any of this advice; 1 where none says so."""
    wanted = {*advice}
    return next((number for number, taught in enumerate(taught_by_step(lesson.written), 1) if taught & wanted), 1)


@lru_cache(maxsize=128)
def taught_by_step(steps):
    """The ids of the advice that each of the steps teaches. These are a lesson's as they are stored, and long."""
    return [
        {advice for block in step["value"]["body"] for advice in advice_in(block["value"])}
        for step in json.loads(steps)
    ]
