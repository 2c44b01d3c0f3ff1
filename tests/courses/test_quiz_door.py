"""Where quizzes are at home: start, hand in, and the rules of finishing."""

import pytest

from classrooms import demo
from courses.models import Lesson, LessonCompletion, Pause
from courses.progress import quiz_url
from quizzes.models import Attempt, Quiz


@pytest.fixture
def client_of_pupil(sign_in, assigned, pupil):
    return sign_in(pupil)


def start(client, quiz):
    return client.post(quiz_url(quiz), {"action": "start"})


def hand_in(client, quiz):
    return client.post(quiz_url(quiz), {"action": "finish"})


def read(lesson, learner):
    lesson.reach(learner, lesson.step_count)


def is_finished(lesson, learner):
    return LessonCompletion.objects.filter(learner=learner, lesson_key=lesson.translation_key).exists()


def test_start_makes_an_attempt_and_start_again_resumes_it(client_of_pupil, lessons, pupil):
    quiz = lessons[0].quiz
    assert b"Start" in client_of_pupil.get(quiz_url(quiz)).content
    assert not Attempt.objects.exists()
    first, again = start(client_of_pupil, quiz), start(client_of_pupil, quiz)
    attempt = Attempt.objects.get()
    assert (attempt.learner, attempt.home) == (pupil, quiz_url(quiz))
    assert first.headers["Location"] == again.headers["Location"] == f"/quiz/{attempt.pk}/"
    assert b"Go on with the questions" in client_of_pupil.get(quiz_url(quiz)).content


def test_read_and_handed_in_with_any_mark_is_finished(client_of_pupil, lessons, pupil):
    first, second = lessons
    read(first, pupil)
    start(client_of_pupil, first.quiz)
    answer = hand_in(client_of_pupil, first.quiz)
    attempt = Attempt.objects.get()
    assert attempt.finished_at and attempt.mark == 0
    assert answer.headers["Location"] == f"/quiz/{attempt.pk}/result/"
    assert is_finished(first, pupil)
    assert client_of_pupil.get(quiz_url(first.quiz)).headers["Location"] == second.get_absolute_url()


def test_handed_in_before_the_last_step_waits_for_the_last_step(client_of_pupil, lessons, pupil):
    first, second = lessons
    first.reach(pupil, 2)
    start(client_of_pupil, first.quiz)
    hand_in(client_of_pupil, first.quiz)
    assert not is_finished(first, pupil)
    assert b"There is one step of the lesson left" in client_of_pupil.get(quiz_url(first.quiz)).content
    client_of_pupil.post(first.step_url(2))
    assert not is_finished(first, pupil)
    assert client_of_pupil.post(first.step_url(3)).headers["Location"] == second.get_absolute_url()
    assert is_finished(first, pupil)


def test_handing_in_twice_changes_nothing(client_of_pupil, lessons, pupil):
    read(lessons[0], pupil)
    start(client_of_pupil, lessons[0].quiz)
    once, twice = hand_in(client_of_pupil, lessons[0].quiz), hand_in(client_of_pupil, lessons[0].quiz)
    assert once.headers["Location"] == twice.headers["Location"]
    assert Attempt.objects.count() == LessonCompletion.objects.count() == 1


def test_nothing_to_hand_in_is_404(client_of_pupil, lessons):
    assert hand_in(client_of_pupil, lessons[0].quiz).status_code == 404


def test_attempt_and_lesson_are_finished_together_or_not_at_all(client_of_pupil, lessons, pupil, django_db_blocker):
    from django.db.models.signals import pre_save

    def break_it(sender, **kwargs):
        raise RuntimeError("the disk is full")

    read(lessons[0], pupil)
    start(client_of_pupil, lessons[0].quiz)
    pre_save.connect(break_it, sender=LessonCompletion)
    try:
        with pytest.raises(RuntimeError):
            hand_in(client_of_pupil, lessons[0].quiz)
    finally:
        pre_save.disconnect(break_it, sender=LessonCompletion)
    assert Attempt.objects.get().finished_at is None
    hand_in(client_of_pupil, lessons[0].quiz)
    assert Attempt.objects.get().finished_at and is_finished(lessons[0], pupil)


# --- the end quiz -----------------------------------------------------------------------------------------


def test_the_end_quiz_opens_when_the_lessons_are_finished(client_of_pupil, course, pupil):
    quiz = course.end_quiz
    for response in [client_of_pupil.get(quiz_url(quiz)), start(client_of_pupil, quiz)]:
        assert b"It opens when the lessons are finished" in response.content
    assert not Attempt.objects.exists()
    for lesson in course.lessons:
        demo.finish_lesson(lesson, pupil)
    assert start(client_of_pupil, quiz).headers["Location"].startswith("/quiz/")


def test_a_paused_lesson_does_not_hold_the_end_quiz_up(client_of_pupil, class_group, course, pupil):
    first, second = course.lessons
    demo.finish_lesson(first, pupil)
    Pause.objects.pause(class_group, second)
    assert start(client_of_pupil, course.end_quiz).headers["Location"].startswith("/quiz/")


def test_the_end_quiz_asks_nothing_of_a_paused_lesson_but_where_help_is(client_of_pupil, class_group, course, pupil):
    first, second = course.lessons
    demo.finish_lesson(first, pupil)
    Pause.objects.pause(class_group, second)
    start(client_of_pupil, course.end_quiz)
    asked = {question.id for question in Attempt.objects.get(quiz_key=course.end_quiz.translation_key).questions}
    of_first, of_second = [{data["id"] for data in lesson.quiz.questions.raw_data} for lesson in (first, second)]
    whole = {data["id"] for data in course.end_quiz.questions.raw_data}
    assert whole & of_second  # the control: with both lessons it would be asked
    last = course.end_quiz.questions.raw_data[-1]["id"]
    assert asked == whole & of_first | {last}
    assert Attempt.objects.get(quiz_key=course.end_quiz.translation_key).questions[-1].id == last


def test_not_yet_has_another_go_and_passed_goes_home(client_of_pupil, course, pupil, settings):
    quiz = course.end_quiz
    for lesson in course.lessons:
        demo.finish_lesson(lesson, pupil)
    demo.take_quiz(quiz, pupil, right=0)
    assert b"Have another go" in client_of_pupil.get(quiz_url(quiz)).content
    demo.take_quiz(quiz, pupil)
    assert client_of_pupil.get(quiz_url(quiz)).headers["Location"] == settings.LEARNER_HOME


# --- who may -----------------------------------------------------------------------------------------------


def test_adults_see_the_questions_and_start_nothing(client, sign_in, teacher, course):
    lesson_quiz, end_quiz = course.lessons[0].quiz, course.end_quiz
    assert (
        start(client, lesson_quiz).headers["Location"] == hand_in(client, lesson_quiz).headers["Location"] == "/join/"
    )
    assert client.get(quiz_url(lesson_quiz)).headers["Location"] == "/learn/walkers/one/quiz/"
    assert b"What can Noor do?" in client.get(quiz_url(end_quiz)).content
    sign_in(teacher)
    assert start(client, lesson_quiz).status_code == hand_in(client, lesson_quiz).status_code == 403
    assert b"What can Noor do?" in client.get(quiz_url(end_quiz)).content
    assert not Attempt.objects.exists()


def test_a_pupil_of_another_course_meets_404(sign_in, stranger, assigned, course):
    client = sign_in(stranger)
    for quiz in [course.lessons[0].quiz, course.end_quiz]:
        assert client.get(quiz_url(quiz)).status_code == 404
        assert start(client, quiz).status_code == hand_in(client, quiz).status_code == 404
    assert client.get("/learn/quiz/00000000-0000-0000-0000-000000000000/").status_code == 404


def test_a_paused_lessons_questions_are_paused_too(client_of_pupil, class_group, lessons):
    Pause.objects.pause(class_group, lessons[0])
    assert b"This lesson is paused" in start(client_of_pupil, lessons[0].quiz).content
    assert not Attempt.objects.exists()


# --- F17: what editors do meanwhile ------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["edit", "unpublish", "delete", "unpublish the lesson", "delete the lesson"])
def test_nothing_that_an_editor_does_is_in_the_way_of_handing_in(client_of_pupil, lessons, pupil, settings, what):
    first = lessons[0]
    read(first, pupil)
    start(client_of_pupil, first.quiz)
    version = Attempt.objects.get().version
    quiz, lesson = Quiz.objects.get(pk=first.quiz.pk), Lesson.objects.get(pk=first.pk)
    if what == "edit":
        quiz.title = "Other questions"
        quiz.save_revision().publish()
    elif what == "unpublish":
        quiz.unpublish()
    elif what == "delete":
        quiz.delete()
    elif what == "unpublish the lesson":
        lesson.unpublish()
    else:
        lesson.delete()
    home = client_of_pupil.get(quiz_url(first.quiz))
    assert home.status_code == 200 or home.headers["Location"] == f"/quiz/{Attempt.objects.get().pk}/"
    assert hand_in(client_of_pupil, first.quiz).status_code == 302
    attempt = Attempt.objects.get()
    assert attempt.finished_at and attempt.version == version
    onwards = client_of_pupil.get(quiz_url(first.quiz))
    assert onwards.status_code == 302 and onwards.headers["Location"] in {
        settings.LEARNER_HOME,
        lessons[1].get_absolute_url(),
    }


def test_a_pupil_who_left_the_class_can_still_hand_in(client_of_pupil, class_group, lessons, pupil):
    from django.utils import timezone

    read(lessons[0], pupil)
    start(client_of_pupil, lessons[0].quiz)
    class_group.enrolments.update(ended_at=timezone.now())
    assert hand_in(client_of_pupil, lessons[0].quiz).status_code == 302
    assert is_finished(lessons[0], pupil)
