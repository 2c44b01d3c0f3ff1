"""How far a class and a learner are, asked of the facts."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Enrolment, User
from classrooms import demo
from courses.models import Assignment, Course, LessonCompletion, LessonProgress, Pause
from courses.progress import EndQuiz, LearnerProgress, Progress, State, completed_learners
from courses.reading import Reader

NOT_STARTED, STARTED, FINISHED, NOT_FINISHED, PAUSED = (
    State.NOT_STARTED,
    State.STARTED,
    State.FINISHED,
    State.NOT_FINISHED,
    State.PAUSED,
)


def row(class_group, course, learner):
    return next(row for row in Progress(class_group, course).rows if row.learner_id == learner.pk)


def finish_lessons(course, learner):
    for lesson in course.lessons:
        demo.finish_lesson(lesson, learner)


# --- a class ----------------------------------------------------------------------------------------------


def test_a_class_by_lessons(class_group, course, assigned, pupil, classmate):
    first, second = course.lessons
    assert row(class_group, course, pupil).states == (NOT_STARTED, NOT_FINISHED)
    first.reach(pupil, 2)
    assert row(class_group, course, pupil).states == (STARTED, NOT_FINISHED)
    first.finish(pupil)
    found = row(class_group, course, pupil)
    assert (found.name, found.number, found.states) == ("Amira", 1, (FINISHED, NOT_FINISHED))
    assert not found.complete and found.end_quiz == EndQuiz.NONE
    assert row(class_group, course, classmate).states == (NOT_STARTED, NOT_FINISHED)


def test_of_a_sensitive_lesson_staff_do_not_see_who_has_started(class_group, course, assigned, pupil, classmate):
    second = course.lessons[1]
    second.reach(pupil, 2)
    assert row(class_group, course, pupil).states == row(class_group, course, classmate).states
    second.finish(pupil)
    assert row(class_group, course, pupil).states[1] == FINISHED


def test_a_course_is_complete_with_its_lessons_and_its_end_quiz(class_group, course, assigned, pupil):
    finish_lessons(course, pupil)
    assert not row(class_group, course, pupil).complete
    demo.take_quiz(course.end_quiz, pupil, right=0)
    found = row(class_group, course, pupil)
    assert (found.end_quiz, found.complete) == (EndQuiz.NOT_YET, False)
    demo.take_quiz(course.end_quiz, pupil)
    found = row(class_group, course, pupil)
    assert (found.end_quiz, found.complete) == (EndQuiz.PASSED, True)
    demo.take_quiz(course.end_quiz, pupil, right=0)
    assert row(class_group, course, pupil).complete, "what was passed stays passed"


def test_a_paused_lesson_is_not_needed(class_group, course, assigned, pupil):
    first, second = course.lessons
    Pause.objects.pause(class_group, second)
    Pause.objects.pause(class_group, second)
    demo.finish_lesson(first, pupil)
    demo.take_quiz(course.end_quiz, pupil)
    assert row(class_group, course, pupil).states == (FINISHED, PAUSED)
    assert row(class_group, course, pupil).complete
    Pause.objects.resume(class_group, second)
    assert not row(class_group, course, pupil).complete


def test_who_left_the_class_is_not_in_it(class_group, course, assigned, pupil, classmate):
    class_group.enrolments.filter(learner=classmate).update(ended_at=timezone.now())
    assert [row.name for row in Progress(class_group, course).rows] == ["Amira"]


@pytest.mark.parametrize("size", [3, 60])
def test_the_number_of_queries_does_not_grow_with_the_class(class_group, course, assigned, size):
    learners = [User.objects.create_pupil(f"Pupil {n}", class_group.school) for n in range(size)]
    Enrolment.objects.bulk_create(
        Enrolment(class_group=class_group, learner=learner, number=n) for n, learner in enumerate(learners, 1)
    )
    for place, learner in enumerate(learners):
        lesson = course.lessons[place % 2]
        LessonProgress.objects.create(learner=learner, lesson_key=lesson.translation_key, step=2)
        LessonCompletion.objects.create(learner=learner, lesson_key=lesson.translation_key)
    course = Course.objects.get(pk=course.pk)
    with CaptureQueriesContext(connection) as queries:
        rows = Progress(class_group, course).rows
    assert len(rows) == size
    assert {row.states for row in rows} == {(FINISHED, NOT_FINISHED), (NOT_STARTED, FINISHED)}
    assert len(queries) == 7


def test_a_course_without_an_end_quiz_needs_none(class_group, course, assigned, pupil):
    Course.objects.filter(pk=course.pk).update(end_quiz=None)
    course = Course.objects.get(pk=course.pk)
    finish_lessons(course, pupil)
    assert row(class_group, course, pupil).complete
    assert LearnerProgress(pupil, course).complete
    assert list(completed_learners(course)) == [pupil]


# --- who is due a certificate -----------------------------------------------------------------------------


def test_completed_learners(class_group, course, assigned, pupil, classmate):
    finish_lessons(course, pupil)
    finish_lessons(course, classmate)
    assert not completed_learners(course).exists()
    demo.take_quiz(course.end_quiz, pupil)
    demo.take_quiz(course.end_quiz, classmate, right=0)
    assert list(completed_learners(course)) == [pupil]


def test_a_pause_counts_for_its_own_class_only(class_group, other_class, course, assigned, pupil, stranger):
    Assignment.objects.assign(other_class, course)
    first, second = course.lessons
    Pause.objects.pause(class_group, second)
    for learner in [pupil, stranger]:
        demo.finish_lesson(first, learner)
        demo.take_quiz(course.end_quiz, learner)
    assert list(completed_learners(course)) == [pupil]


def test_nobody_completes_a_course_of_which_all_is_paused(class_group, course, assigned, pupil):
    for lesson in course.lessons:
        Pause.objects.pause(class_group, lesson)
    demo.take_quiz(course.end_quiz, pupil)
    assert not completed_learners(course).exists()
    assert not row(class_group, course, pupil).complete
    assert not LearnerProgress(pupil, course).complete


def test_a_learner_of_two_classes_completes_by_either(class_group, course, assigned, school, teacher, pupil):
    club = demo.make_class(school, "Club", "", "navigators", [teacher])
    club.enrolments.create(learner=pupil, number=1)
    Assignment.objects.assign(club, course)
    first, second = course.lessons
    Pause.objects.pause(club, second)
    demo.finish_lesson(first, pupil)
    demo.take_quiz(course.end_quiz, pupil)
    assert list(completed_learners(course)) == [pupil]
    progress = LearnerProgress(pupil, course)
    assert progress.complete
    assert progress.state_of(second) == NOT_STARTED, "one of the classes still has it"


# --- one learner ------------------------------------------------------------------------------------------


def test_the_next_thing_to_do(course, assigned, pupil):
    def upcoming():
        thing = LearnerProgress(pupil, course).next
        return thing and (str(thing.label), thing.title, str(thing.action))

    first, second = course.lessons
    assert upcoming() == ("Next lesson", first.title, "Start")
    first.reach(pupil, 2)
    assert upcoming() == ("Go on with", first.title, "Go on")
    demo.finish_lesson(first, pupil)
    assert upcoming() == ("Next lesson", second.title, "Start")
    demo.finish_lesson(second, pupil)
    assert upcoming() == ("Last of all", "Walkers quiz", "Start")
    demo.take_quiz(course.end_quiz, pupil, right=0)
    assert upcoming() == ("Last of all", "Walkers quiz", "Have another go")
    demo.take_quiz(course.end_quiz, pupil)
    assert upcoming() is None


def test_the_way_shows_what_is_finished_next_paused_and_closed(class_group, course, assigned, pupil):
    def way():
        return [(stop.state, bool(stop.url)) for stop in LearnerProgress(pupil, course).stops]

    first, second = course.lessons
    assert way() == [("next", True), ("", True), ("locked", False)]
    Pause.objects.pause(class_group, first)
    assert way() == [("paused", False), ("next", True), ("locked", False)]
    demo.finish_lesson(second, pupil)
    assert way() == [("paused", False), ("finished", True), ("next", True)]
    demo.take_quiz(course.end_quiz, pupil)
    assert way() == [("paused", False), ("finished", True), ("finished", True)]


def test_a_learners_courses_are_those_of_their_classes_that_have_begun(class_group, course, pupil, stranger):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    assert not Reader(pupil).courses()
    Assignment.objects.assign(class_group, course, starts_on=tomorrow)
    assert not Reader(pupil).courses()
    Assignment.objects.assign(class_group, course)
    assert list(Reader(pupil).courses()) == [course]
    assert not Reader(stranger).courses()
    assert Assignment.objects.filter(class_group=class_group).count() == 1


def test_going_back_or_twice_leaves_the_furthest_step(course, pupil):
    lesson = course.lessons[0]
    for step in [2, 3, 1, 3]:
        lesson.reach(pupil, step)
    assert LessonProgress.objects.get(learner=pupil).step == 3
    assert lesson.finish(pupil) == lesson.finish(pupil)
