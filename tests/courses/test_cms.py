"""Editors open, preview and change in Wagtail all that was loaded."""

import json

import pytest
from django.urls import reverse

from courses.blocks import BLOCKS
from courses.models import Course, CourseIndex, Lesson
from pages.prose import Part, one_line, plain


@pytest.fixture
def at_desk(sign_in, editor):
    return sign_in(editor)


def test_every_page_and_quiz_opens_in_the_editor(at_desk, course):
    pages = [course, *course.lessons]
    quizzes = [course.end_quiz, *[lesson.quiz for lesson in course.lessons]]
    paths = [reverse("wagtailadmin_pages:edit", args=[page.pk]) for page in pages]
    paths += [reverse("wagtailsnippets_quizzes_quiz:edit", args=[quiz.pk]) for quiz in quizzes]
    paths.append(reverse("wagtailadmin_explore", args=[course.pk]))
    for path in paths:
        assert at_desk.get(path).status_code == 200, path


def test_a_draft_is_previewed_whole_with_its_notes(at_desk, course):
    lesson = Lesson.objects.get(code="B8")
    lesson.steps[2].value["title"] = "Only a draft"
    lesson.save_revision()
    body = at_desk.get(reverse("wagtailadmin_pages:view_draft", args=[lesson.pk])).content.decode()
    assert "Only a draft" in body and "Step 1 of b8" in body and "Read b8 first." in body
    assert "Only a draft" not in at_desk.get("/learn/walkers/one/3/").content.decode()


def test_a_course_is_previewed(at_desk, course):
    course.summary = "A draft summary"
    course.save_revision()
    body = at_desk.get(reverse("wagtailadmin_pages:view_draft", args=[course.pk])).content.decode()
    assert "A draft summary" in body


def test_pages_stand_only_where_they_belong(course):
    index = CourseIndex.objects.get()
    assert [model.__name__ for model in CourseIndex.allowed_subpage_models()] == ["Course"]
    assert [model.__name__ for model in type(course).allowed_subpage_models()] == ["Lesson"]
    assert Lesson.allowed_subpage_models() == []
    assert not CourseIndex.can_create_at(index.get_parent())


def test_no_course_takes_the_address_of_the_quizzes(course):
    from django.core.exceptions import ValidationError

    course.slug = "quiz"
    with pytest.raises(ValidationError, match="choose another"):
        course.full_clean()


def test_the_sites_own_addresses_are_those_of_the_pages(course):
    lesson = course.lessons[0]
    assert course.url == course.get_absolute_url() == "/learn/walkers/"
    assert lesson.url == lesson.get_absolute_url() == "/learn/walkers/one/"


@pytest.mark.parametrize("slug", ["sparks", "explorers", "navigators", "pathfinders", "family", "staff"])
def test_every_block_of_every_lesson_can_be_saved_in_the_editor(db, slug):
    for lesson in Course.objects.get(slug=slug).lessons:
        for stream in (lesson.steps, lesson.handout, lesson.teacher_notes):
            stream.stream_block.clean(stream)
        assert lesson.quiz.questions.stream_block.clean(lesson.quiz.questions)


@pytest.mark.parametrize("kind", [name for name, _block in BLOCKS])
def test_every_kind_of_block_has_a_preview(at_desk, kind):
    """With its real words, on a draft, as the preview beside the editor shows it."""
    has_it = (lesson for lesson in Lesson.objects.live() if f'"{kind}"' in json.dumps([*lesson.steps.raw_data]))
    lesson = next(has_it)
    page = at_desk.get(reverse("wagtailadmin_pages:edit", args=[lesson.pk]))
    assert page.status_code == 200
    block = next(b for step in lesson.steps for b in step.value["body"] if b.block_type == kind)
    said = next(str(text) for text in Part("", "", block.block, block.value).sentences if len(text) > 20)
    preview = at_desk.get(reverse("wagtailadmin_pages:view_draft", args=[lesson.pk])).content.decode()
    assert said in one_line(plain(preview))


def chat_of(*who, sign=""):
    block = dict(BLOCKS)["chat_spotter"].child_blocks["chats"].child_block
    lines = [{"who": one, "text": "…", "why": "…", "sign": ""} for one in who]
    lines[-1]["sign"] = sign
    return block.to_python({"app": "ChatBox", "about": "…", "summing_up": "…", "lines": lines})


def test_the_account_is_on_the_left_of_a_chat_and_so_is_who_speaks_first_without_it():
    def right(chat):
        return [mine for _line, mine in chat.sides]

    assert right(chat_of("Noor’s cousin", "Noor", "Noor’s cousin")) == [False, True, False]
    assert right(chat_of("Sam", "The account", sign="hurry")) == [True, False]
    assert not chat_of("The account", sign="hurry").is_ordinary
    assert chat_of("Mum").is_ordinary
