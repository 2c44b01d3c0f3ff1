"""The end quiz is drawn fairly and always in the same way."""

from collections import Counter, namedtuple

import pytest

from courses.drawing import CannotDraw, Drawable, draw

Lesson = namedtuple("Lesson", "pk translation_key")


def pool_of(*lessons):
    """Lessons as lists of objectives, one for each question."""
    return [
        Drawable(
            {"id": f"{number}-{place}", "type": "single_choice", "value": {"objective": objective}},
            Lesson(number, number),
        )
        for number, objectives in enumerate(lessons)
        for place, objective in enumerate(objectives)
    ]


def test_each_lesson_is_asked_and_no_objective_twice_before_each_once():
    pool = pool_of("aab", "abc", "abb", "aaaa")
    drawn = draw(pool, 8, last="3-2")
    assert {question.lesson.pk for question in drawn} == {0, 1, 2, 3}
    assert max(Counter(question.objective for question in drawn).values()) == 1
    more = Counter(question.objective for question in draw(pool, 9, last="3-2"))
    assert len(more) == 8 and max(more.values()) == 2


def test_a_long_lesson_gets_no_more_than_its_share():
    drawn = draw(pool_of("abcdefgh", "ab", "ab"), 6, last="2-1")
    assert Counter(question.lesson.pk for question in drawn) == {0: 2, 1: 2, 2: 2}


def test_it_ends_on_the_question_that_says_where_help_is():
    pool = pool_of("abc", "abc")
    assert all(draw(pool, 4, last=last)[-1].id == last for last in ["0-0", "0-2", "1-1"])
    assert len({question.id for question in draw(pool, 6, last="0-0")}) == 6


def test_the_same_lessons_give_the_same_quiz():
    assert draw(pool_of("abc", "abc"), 4, "1-2") == draw(pool_of("abc", "abc"), 4, "1-2")


def test_what_cannot_be_drawn_says_why():
    with pytest.raises(CannotDraw, match="ends on"):
        draw(pool_of("ab"), 2, "nowhere")
    with pytest.raises(CannotDraw, match="3 questions are wanted and there are 2"):
        draw(pool_of("ab"), 3, "0-0")


def test_the_navigators_quiz_is_fair(navigators):
    quiz, lessons = navigators.end_quiz, navigators.lessons
    home = {block["id"]: lesson for lesson in lessons for block in lesson.quiz.questions.raw_data}
    asked = list(quiz.questions.raw_data)
    assert (len(asked), quiz.pass_mark, quiz.feedback, quiz.live) == (10, 80, "each", True)
    assert {home[block["id"]].code for block in asked} == {lesson.code for lesson in lessons}
    assert max(Counter(block["value"]["objective"] for block in asked).values()) == 1
    assert len({block["type"] for block in asked}) >= 4
    assert asked[-1]["value"]["stem"].startswith("It’s late")
    assert quiz.sensitive and quiz.leave_page
