"""What a lesson or a course says, part by part, whether it is stored or comes from a file."""

from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.fields import RichTextField

from pages.prose import Part
from quizzes import prose as quiz_prose


def blocks_of(lesson, band):
    """The Parts that pupils go through: the blocks of every step."""
    for number, step in enumerate(lesson.steps, 1):
        for block in step.value["body"]:
            place = _("step %(number)s, %(block)s") % {"number": number, "block": block.block.label.lower()}
            yield Part(place, band, block.block, block.value, block.id or "")


def taught_parts(lesson, band):
    """The Parts that can teach: blocks and questions."""
    yield from blocks_of(lesson, band)
    if lesson.quiz:
        yield from quiz_prose.parts_of(lesson.quiz, band)


def parts_of_lesson(lesson, band):
    """All of a lesson except its questions, which are a page of their own."""
    yield from fields_of(lesson, ["title", "summary"], band)
    yield from (Part(_("objectives"), band, block.block, block.value) for block in lesson.objectives)
    for number, step in enumerate(lesson.steps, 1):
        title = step.block.child_blocks["title"]
        yield Part(_("step %(number)s, title") % {"number": number}, band, title, step.value["title"])
    yield from blocks_of(lesson, band)
    yield from (Part(_("teacher notes"), "staff", block.block, block.value) for block in lesson.teacher_notes)
    yield from (Part(_("hand-out"), band, block.block, block.value, block.id or "") for block in lesson.handout)


def parts_of_course(course):
    return fields_of(course, ["title", "summary", "introduction", "certificate_title"], course.band)


def fields_of(page, names, band):
    for name in names:
        rich = isinstance(page._meta.get_field(name), RichTextField)
        yield Part(name, band, blocks.RichTextBlock() if rich else blocks.CharBlock(), getattr(page, name))
