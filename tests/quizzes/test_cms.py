"""Quizzes in the CMS: found, written, previewed; what learners did is nowhere in it."""

import html

import pytest
from django.urls import reverse
from wagtail.models import Locale
from wagtail.snippets.models import get_snippet_models
from wagtail.test.utils.form_data import nested_form_data, streamfield

from quizzes.models import Attempt, Quiz, QuizVersion, Response

from .making import EVERY_KIND, single_choice

TITLE = "About being asked"


@pytest.fixture
def cms(sign_in, editor):
    return sign_in(editor)


def posted(question, *, correct, action="action-publish"):
    """What the editor's form sends for a quiz of one single choice."""
    value = question["value"]
    options = [
        {"value": {"text": option["value"]["text"], "feedback": "", **({"correct": "on"} if right else {})}, "id": ""}
        for option, right in zip(value["options"], correct, strict=True)
    ]
    fields = {name: value[name] for name in ["stem", "objective", "misconception", "right", "not_yet"]}
    lists = {"options": options, "teaches": []}
    counted = {
        name: {
            "count": len(items),
            **{
                str(n): {"value": i["value"], "type": "item", "deleted": "", "order": n, "id": i["id"]}
                for n, i in enumerate(items)
            },
        }
        for name, items in lists.items()
    }
    return nested_form_data(
        {
            "title": TITLE,
            "band": "navigators",
            "pass_mark": "0",
            "layout": "one_per_page",
            "feedback": "each",
            "questions": streamfield([("single_choice", {**fields, "lint_exception": "", **counted})]),
            action: "1",
        }
    )


def test_editors_find_a_quiz_by_name_and_band(cms, make_quiz):
    make_quiz(title="About passwords")
    make_quiz(title="About friends", band="explorers")
    quizzes = reverse(Quiz.snippet_viewset.get_url_name("list"))
    everything = cms.get(quizzes).content.decode()
    assert "About passwords" in everything and "Explorers" in everything
    found = cms.get(quizzes, {"q": "password"}).content.decode()
    assert "About passwords" in found and "About friends" not in found
    explorers = cms.get(quizzes, {"band": "explorers"}).content.decode()
    assert "About friends" in explorers and "About passwords" not in explorers


def test_facts_are_no_editors_business():
    assert Quiz in get_snippet_models()
    assert not {QuizVersion, Attempt, Response} & set(get_snippet_models())


def test_a_quiz_is_published_with_one_right_answer(cms):
    add = reverse(Quiz.snippet_viewset.get_url_name("add"))
    cms.post(add, posted(single_choice(), correct=[False, True, False]))
    assert Quiz.objects.get(title=TITLE).live


def test_two_right_answers_are_pointed_out_and_may_wait_in_a_draft(cms):
    add = reverse(Quiz.snippet_viewset.get_url_name("add"))
    refused = cms.post(add, posted(single_choice(), correct=[True, True, False]))
    assert "Mark exactly one option as correct." in refused.content.decode()
    assert not Quiz.objects.filter(title=TITLE).exists()
    cms.post(add, posted(single_choice(), correct=[True, True, False], action="action-save"))
    assert not Quiz.objects.get(title=TITLE).live


def previewed(cms, quiz):
    revision = quiz.save_revision(clean=False)
    view = reverse(Quiz.snippet_viewset.get_url_name("revisions_view"), args=[quiz.pk, revision.pk])
    return html.unescape(cms.get(view).content.decode())


def test_the_preview_shows_every_question_with_its_answers_and_what_is_said(cms, make_quiz):
    quiz = make_quiz(*(make() for make in EVERY_KIND))
    page = previewed(cms, quiz)
    for question in quiz.finished_questions:
        for line in [question.stem, question.data["right"], question.data["not_yet"], *question.right_answer()]:
            assert line in page
        assert all(choice.feedback in page for choice in question.remarks())
    assert not QuizVersion.objects.filter(quiz_key=quiz.translation_key).exists()


def test_an_unfinished_draft_can_be_previewed(cms, make_quiz):
    unfinished = single_choice()
    unfinished["value"] = {"stem": "Half a question", "options": []}
    assert "There is no finished question yet." in previewed(cms, make_quiz(unfinished))


@pytest.mark.parametrize("who", ["teacher", "school_admin", "pupil", "guardian"])
def test_nobody_but_editors_opens_the_quizzes(request, sign_in, who):
    quizzes = reverse(Quiz.snippet_viewset.get_url_name("list"))
    assert sign_in(request.getfixturevalue(who)).get(quizzes).status_code in {302, 403, 404}


def test_a_quiz_is_made_in_the_sites_language(make_quiz):
    assert make_quiz().locale == Locale.get_default()
