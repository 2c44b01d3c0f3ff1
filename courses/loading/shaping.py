"""What a course file says, in the form in which Wagtail stores it; every id is drawn from the file's own ids."""

import datetime
import json
import uuid
from functools import singledispatch

from pydantic import BaseModel

from ..file_format import PutInOrder, SortIntoGroups
from ..markdown import Markdown

# Two installations that load the same files agree on every id, so their classes and reports can be compared.
NAMESPACE = uuid.UUID("6f1d3c1e-7a0b-5f0e-9d53-0b7a4f2a9c11")


def key(*parts):
    return uuid.uuid5(NAMESPACE, "/".join(map(str, parts)))


@singledispatch
def stored(part, *path):
    """A part of a file as Wagtail stores it. `path` names the part, and so the ids of what it holds."""
    return "" if part is None else part


@stored.register
def _(part: Markdown, *path):
    return part.rich_text()


@stored.register
def _(part: datetime.date, *path):
    return part.isoformat()


@stored.register
def _(part: BaseModel, *path):
    names = [name for name in type(part).model_fields if name not in {"id", "kind"}]
    return {name: stored(getattr(part, name), *path, name) for name in names}


@stored.register
def _(parts: list, *path):
    paths = [(*path, getattr(item, "id", number)) for number, item in enumerate(parts, 1)]
    return [
        {"type": "item", "value": stored(item, *item_path), "id": str(key(*item_path))}
        for item, item_path in zip(parts, paths, strict=True)
    ]


@stored.register
def _(question: PutInOrder, *path):
    """Other right orders are kept as places in the list: ids would not survive an editor's copy."""
    places = {item.id: str(place) for place, item in enumerate(question.items, 1)}
    orders = [" ".join(places[name] for name in order) for order in question.also_right]
    return stored.dispatch(BaseModel)(question, *path) | {"also_right": stored(orders, *path, "also_right")}


@stored.register
def _(question: SortIntoGroups, *path):
    places = {group.id: place for place, group in enumerate(question.groups, 1)}
    value = stored.dispatch(BaseModel)(question, *path)
    for item, card in zip(question.items, value["items"], strict=True):
        card["value"]["group"] = places[item.group]
    return value


def block(kind, value, *path):
    return {"type": kind, "value": value, "id": str(key(*path))}


def stream(kind, parts, *path):
    """A list of parts of one kind as blocks of a StreamField."""
    paths = [(*path, getattr(part, "id", number)) for number, part in enumerate(parts, 1)]
    return [block(kind, stored(part, *at), *at) for part, at in zip(parts, paths, strict=True)]


def taught(parts, code):
    """Blocks or questions; their ids hold within the lesson, whichever step they stand in."""
    return [block(part.kind, stored(part, code, part.id), code, part.id) for part in parts]


def steps(file):
    return [
        block(
            "step",
            {"title": step.title, "minutes": step.minutes, "body": taught(step.blocks, file.code)},
            *(file.code, "step", step.id),
        )
        for step in file.steps
    ]


def teacher_notes(file):
    notes, path = file.teacher_notes, (file.code, "notes")
    if notes is None:
        return []
    single = {
        name: block(name, stored(getattr(notes, name), *path, name), *path, name)
        for name in ["preparation", "ground_rules", "misconceptions", "no_device"]
    }
    return [
        single["preparation"],
        single["ground_rules"],
        single["misconceptions"],
        *stream("hard_question", notes.hard_questions, *path, "hard_question"),
        single["no_device"],
    ]


def objectives(file):
    return [
        block("objective", {"slug": part.id, "text": part.text}, file.code, "objective", part.id)
        for part in file.objectives
    ]


def course_fields(file):
    return {
        "title": file.title,
        "slug": file.slug,
        "band": file.band,
        "ages": file.ages,
        "summary": file.summary,
        "pictures": json.dumps(stream("picture", file.pictures, file.slug, "pictures")),
        "introduction": file.introduction.rich_text(),
        "certificate_title": file.certificate_title,
    }


def lesson_fields(file):
    return {
        **{name: getattr(file, name) for name in ["title", "slug", "code", "neutral_title", "summary", "minutes"]},
        **{flag: flag in file.flags for flag in ["leave_page", "sensitive", "staff_prep"]},
        **{name: getattr(file, name) for name in ["efacw", "dfe_skills", "review_by"]},
        "checked_by": "",
        "objectives": json.dumps(objectives(file)),
        "steps": json.dumps(steps(file)),
        "pictures": json.dumps(stream("picture", file.pictures, file.code, "pictures")),
        "teacher_notes": json.dumps(teacher_notes(file)),
        "handout": json.dumps(taught(file.handout, file.code)),
        "curriculum": json.dumps(stream("code", file.curriculum, file.code, "curriculum")),
        "sources": json.dumps(stream("source", file.sources, file.code, "sources")),
    }


def quiz_fields(file, band):
    return {
        "title": file.quiz.title,
        "band": band,
        "sensitive": "sensitive" in file.flags,
        "leave_page": "leave_page" in file.flags,
        "layout": file.quiz.layout,
        "feedback": file.quiz.feedback,
        "pass_mark": 0,
        "questions": json.dumps(taught(file.quiz.questions, file.code)),
    }
