"""A class may begin with the baseline: the objectives of the end quiz, before the lessons. It never counts."""

import json
import re
from collections import Counter

import pytest

from classrooms import demo
from courses.drawing import draw, others
from courses.models import Assignment, Course, LessonCompletion
from courses.preparation import preparation_keys
from courses.progress import LearnerProgress, Progress, completed_learners, quiz_url
from quizzes.models import Attempt

from .test_drawing import pool_of

BRINGS_UP = re.compile(r"threat|blackmail|sextort|nude|private picture", re.I)
PUPILS_COURSES = ["sparks", "explorers", "navigators", "pathfinders"]


@pytest.fixture
def begun(assigned):
    """The class has the baseline switched on."""
    assigned.baseline = True
    assigned.save()


def asked(quiz):
    return list(quiz.questions.raw_data)


def objectives(quiz):
    return [block["value"]["objective"] for block in asked(quiz)]


@pytest.mark.parametrize("slug", PUPILS_COURSES)
def test_before_and_after_ask_for_the_same(db, slug):
    course = Course.objects.get(slug=slug)
    before, after = course.baseline, course.end_quiz
    assert before.live and before.pass_mark == 0
    assert objectives(before) == before_the_lessons(course)
    assert asked(before)[-1]["id"] == asked(after)[-1]["id"]
    assert (before.sensitive, before.leave_page) == (after.sensitive, after.leave_page)
    ids = [block["id"] for block in asked(before)]
    assert len(set(ids)) == len(ids)
    same = set(ids) & {block["id"] for block in asked(after)}
    with_one_question = Counter(b["value"]["objective"] for lesson in course.lessons for b in asked(lesson.quiz))
    assert {b["value"]["objective"] for b in asked(before)[:-1] if b["id"] in same} <= {
        objective for objective, count in with_one_question.items() if count == 1
    }


def before_the_lessons(course):
    """The objectives of the end quiz, but for those of sensitive lessons that others lead up to."""
    home = {block["id"]: lesson for lesson in course.lessons for block in asked(lesson.quiz)}
    *most, last = asked(course.end_quiz)
    calm = [block for block in most if not home[block["id"]].sensitive]
    return [block["value"]["objective"] for block in [*(calm or most), last]]


def test_navigators_are_not_asked_about_threats_and_pictures_before_the_lessons(navigators):
    home = {block["id"]: lesson.code for lesson in navigators.lessons for block in asked(lesson.quiz)}
    *most, last = [home[block["id"]] for block in asked(navigators.baseline)]
    assert set(most) == {"C1", "C2", "C3"} and last == "C6"
    assert not BRINGS_UP.search(json.dumps(asked(navigators.baseline)))
    assert BRINGS_UP.search(json.dumps(asked(navigators.end_quiz)))  # the control
    assert navigators.baseline.sensitive and navigators.baseline.leave_page  # for the full help box


def test_pathfinders_are_asked_when_a_teacher_of_theirs_is_ready(db, school, teacher, other_teacher):
    course = Course.objects.get(slug="pathfinders")
    group = demo.make_class(school, "11 Ash", "Year 11", "pathfinders", [teacher])
    Assignment.objects.create(class_group=group, course_key=course.translation_key, baseline=True)
    pupil = group.enrol("Dara").learner
    parts = preparation_keys()

    def offered():
        return LearnerProgress(pupil, course).has_baseline

    assert len(parts) == 5 and not offered()
    for who in [other_teacher, teacher]:  # another school's teacher helps nobody here
        assert not offered()
        for key in parts:
            assert not offered()
            LessonCompletion.objects.create(learner=who, lesson_key=key)
    assert offered()


@pytest.mark.parametrize("slug", ["family", "staff"])
def test_adults_have_none(db, slug):
    assert Course.objects.get(slug=slug).baseline is None


def test_another_question_of_the_objective_is_taken_where_there_is_one():
    pool = pool_of("aab", "cd")
    drawn = draw(pool, 4, last="1-1")
    before = others(pool, drawn)
    assert [one.objective for one in before] == [one.objective for one in drawn]
    changed = [(old.id, new.id) for old, new in zip(drawn, before, strict=True) if old.id != new.id]
    assert changed in ([("0-0", "0-1")], [("0-1", "0-0")])
    assert others(pool, drawn) == before


def test_a_class_does_not_meet_it_unless_it_is_switched_on(course, assigned, pupil, sign_in):
    client = sign_in(pupil)
    progress = LearnerProgress(pupil, course)
    assert course.baseline.title not in [stop.title for stop in progress.stops]
    assert progress.next.title == course.lessons[0].title
    assert course.baseline.title not in client.get("/learn/walkers/").content.decode()
    assert client.get(quiz_url(course.baseline)).status_code == 404
    assert client.post(quiz_url(course.baseline), {"action": "start"}).status_code == 404


def test_it_comes_first_and_then_the_lessons(course, begun, pupil, sign_in):
    client = sign_in(pupil)
    progress = LearnerProgress(pupil, course)
    assert progress.next.url == quiz_url(course.baseline)
    assert [stop.state for stop in progress.stops] == ["next", "", "", "locked"]
    assert course.baseline.title in client.get("/learn/walkers/").content.decode()
    assert "nothing counts" in client.get(quiz_url(course.baseline)).content.decode()
    demo.take_quiz(course.baseline, pupil, right=0)
    progress = LearnerProgress(pupil, course)
    assert progress.next.title == course.lessons[0].title
    assert [stop.state for stop in progress.stops] == ["finished", "next", "", "locked"]
    assert client.get(quiz_url(course.baseline))["Location"] == course.lessons[0].get_absolute_url()


def test_it_is_answered_like_any_quiz(course, begun, pupil, sign_in):
    client = sign_in(pupil)
    assert "/quiz/" in client.post(quiz_url(course.baseline), {"action": "start"})["Location"]
    assert client.post(quiz_url(course.baseline), {"action": "finish"}).status_code == 302
    assert Attempt.objects.get(learner=pupil).finished_at
    assert client.post(quiz_url(course.baseline), {"action": "finish"}).status_code == 302


def test_once_a_lesson_is_begun_it_stands_in_nobodys_way(course, begun, pupil):
    course.lessons[0].reach(pupil, 2)
    progress = LearnerProgress(pupil, course)
    assert progress.next.title == course.lessons[0].title
    assert [stop.state for stop in progress.stops] == ["", "next", "", "locked"]


def test_it_never_counts(course, begun, pupil, class_group):
    demo.take_quiz(course.baseline, pupil)
    row = Progress(class_group, course).rows[0]
    assert not row.complete and row.end_quiz == "none" and set(row.states) == {"not_started", "not_finished"}
    for lesson in course.lessons:
        demo.finish_lesson(lesson, pupil)
    assert not LearnerProgress(pupil, course).complete
    assert pupil not in completed_learners(course)
    demo.take_quiz(course.end_quiz, pupil)
    assert LearnerProgress(pupil, course).complete and pupil in completed_learners(course)


def test_nor_does_leaving_it_out(course, begun, pupil):
    for lesson in course.lessons:
        demo.finish_lesson(lesson, pupil)
    demo.take_quiz(course.end_quiz, pupil)
    assert LearnerProgress(pupil, course).complete and pupil in completed_learners(course)


def test_switched_off_again_it_lets_those_finish_who_have_begun(course, begun, pupil, sign_in):
    client = sign_in(pupil)
    course.baseline.start(pupil, home=quiz_url(course.baseline))
    Assignment.objects.update(baseline=False)
    assert client.get(quiz_url(course.baseline)).status_code == 200


def test_adults_may_read_it(course, client, teacher, sign_in):
    assert client.get(quiz_url(course.baseline)).status_code == 200
    assert sign_in(teacher).get(quiz_url(course.baseline)).status_code == 200


def test_an_editors_baseline_is_left_alone(files, course):
    course.baseline.title = "Where we are"
    course.baseline.save_revision()
    files.change("01-one.yaml", "Remember b8.", "Remember it.")
    assert "quiz Before we begin: changed in the CMS" in files.load()
