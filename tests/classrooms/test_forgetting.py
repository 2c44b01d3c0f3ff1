"""What pupils leave behind goes when its term or year is over; what a class answered together stays as numbers."""

import datetime
import html

import pytest
from django.utils import timezone

from classrooms import demo, doors, live
from classrooms.counting import Chart, answers_by_option
from classrooms.forgetting import forget_answers, forget_results
from classrooms.models import ClassSession, Participation, Tally
from classrooms.tasks import forget
from courses.models import Course, LessonCompletion, LessonProgress
from courses.progress import quiz_url
from quizzes.models import Attempt, Response

from ..quizzes.making import other_answer

LONG_AGO = timezone.now() - datetime.timedelta(days=400)
TERM = timezone.now() - datetime.timedelta(days=300)  # when it began


def now(pk):
    return ClassSession.objects.get(pk=pk)


@pytest.fixture
def answered(session, lesson, crowd):
    """Six pupils and the class have answered a question in two rounds, last term."""
    question = session.questions[0]
    places = [doors.come_in(session, pupil) for pupil in crowd]
    assert len(places) == 6
    attempts = [lesson.quiz.start(pupil, home=quiz_url(lesson.quiz)) for pupil in crowd]
    for round, right in enumerate([2, 5], 1):
        live.open_question(now(session.pk), question.id) if round == 1 else live.vote_again(now(session.pk))
        for number, attempt in enumerate(attempts):
            answer = question.model_answer() if number < right else other_answer(question)
            attempt.respond(question.id, answer, round, in_class=True)
        live.close_question(now(session.pk))
    live.reveal(now(session.pk), "chart")
    live.close(now(session.pk), finished=True, present=crowd)
    ClassSession.objects.update(opened_at=LONG_AGO - datetime.timedelta(hours=1), ended_at=LONG_AGO)
    Attempt.objects.update(started_at=LONG_AGO)
    Response.objects.update(answered_at=LONG_AGO)
    return now(session.pk)


def shown(session):
    question = session.questions[0]
    rounds = [answers_by_option(session, question, round) for round in session.rounds_of(question.id)]
    return rounds, Chart(session, question).bars


def test_answers_of_the_last_term_go_and_the_chart_stays(answered):
    before = shown(answered)
    assert len(before[0]) == 2 and [total for _counts, total in before[0]] == [6, 6]
    forget_answers(TERM)
    assert not Response.objects.exists()
    assert shown(answered) == before
    assert set(Tally.objects.values_list("session", flat=True)) == {answered.pk}


def test_again_changes_nothing(answered):
    before = shown(answered)
    forget_answers(TERM)
    forget_answers(TERM)
    assert shown(answered) == before


def test_what_is_answered_since_is_kept_and_counted_beside_it(answered):
    before = shown(answered)
    kept = Response.objects.first()
    Response.objects.filter(pk=kept.pk).update(answered_at=TERM)
    forget_answers(TERM)
    assert list(Response.objects.all()) == [kept]
    assert shown(answered) == before


def test_an_answer_that_counts_in_two_sessions_counts_in_both(answered, class_group, lesson, teacher):
    ClassSession.objects.filter(pk=answered.pk).update(finished_lesson=False)
    second = live.open(class_group, lesson, teacher, after=answered)
    for learner in Participation.objects.filter(session=answered).values_list("learner", flat=True):
        Participation.objects.create(session=second, learner_id=learner, state="in")
    ClassSession.objects.filter(pk=second.pk).update(
        rounds=answered.rounds, opened_at=LONG_AGO - datetime.timedelta(minutes=5), ended_at=LONG_AGO
    )
    second = now(second.pk)
    before = shown(answered), shown(second)
    assert before[0][0] == before[1][0]
    forget_answers(TERM)
    assert (shown(answered), shown(second)) == before


def test_a_session_that_is_open_over_midnight_is_waited_for(answered):
    ClassSession.objects.update(ended_at=None)
    forget_answers(TERM)
    assert Response.objects.count() == 12


def test_an_attempt_under_way_loses_its_old_answers_and_goes_on(navigators, pupil, sign_in):
    quiz = navigators.lessons[1].quiz
    attempt = quiz.start(pupil, home=quiz_url(quiz))
    first, second, *_rest = attempt.questions
    for question in (first, second):
        attempt.respond(question.id, question.model_answer())
    Response.objects.filter(question=first.id).update(answered_at=LONG_AGO)
    forget_answers(TERM)
    attempt = Attempt.objects.get()
    assert str(attempt.responses.get().question) == second.id
    waiting = {question.id for question in attempt.unanswered}
    assert first.id in waiting and second.id not in waiting
    assert attempt.respond(first.id, first.model_answer()).pk
    assert sign_in(pupil).get(f"/quiz/{attempt.pk}/1/").status_code == 200


def test_the_mark_stays_and_the_page_says_what_became_of_the_answers(navigators, pupil, sign_in):
    quiz = navigators.lessons[0].quiz
    demo.take_quiz(quiz, pupil)
    mark = Attempt.objects.get().mark
    Attempt.objects.update(started_at=LONG_AGO, finished_at=LONG_AGO)
    Response.objects.update(answered_at=LONG_AGO)
    forget_answers(TERM)
    attempt = Attempt.objects.get()
    assert not Response.objects.exists() and attempt.mark == mark > 0
    page = sign_in(pupil).get(f"/quiz/{attempt.pk}/result/")
    text = html.unescape(page.content.decode())
    assert page.status_code == 200
    assert "kept until the end of term" in text and "You skipped this one" not in text
    assert attempt.questions[0].data["right"] in text


def test_what_adults_answer_stays(teacher):
    staff = Course.objects.get(slug="staff").lessons[0]
    demo.take_quiz(staff.quiz, teacher)
    demo.finish_lesson(staff, teacher)
    Response.objects.update(answered_at=LONG_AGO)
    Attempt.objects.update(started_at=LONG_AGO, finished_at=LONG_AGO)
    LessonCompletion.objects.update(completed_at=LONG_AGO)
    forget_answers(TERM)
    forget_results(TERM)
    assert Response.objects.exists() and Attempt.objects.exists() and LessonCompletion.objects.exists()


def test_results_go_with_their_year_and_those_of_this_year_stay(answered, navigators, class_group, crowd):
    this_year = class_group.enrol("Gwen").learner
    demo.finish_lesson(navigators.lessons[0], this_year)
    before = shown(answered)
    old = {"learner__in": crowd}
    Attempt.objects.filter(**old).update(started_at=LONG_AGO)
    for attempt in Attempt.objects.filter(**old)[:3]:
        attempt.finish()
    Attempt.objects.filter(**old).exclude(finished_at=None).update(finished_at=LONG_AGO)
    LessonProgress.objects.filter(**old).update(reached_at=LONG_AGO)
    LessonCompletion.objects.filter(**old).update(completed_at=LONG_AGO)
    forget_answers(TERM)
    forget_results(TERM)
    for fact in (Attempt, LessonProgress, LessonCompletion, Participation):
        assert not fact.objects.filter(learner__in=crowd).exists()
    assert Attempt.objects.get().learner == LessonCompletion.objects.get().learner == this_year
    assert shown(answered) == before
    assert answered.record and now(answered.pk)


def test_an_old_attempt_that_somebody_is_at_again_is_not_taken_away(navigators, pupil):
    quiz = navigators.lessons[0].quiz
    attempt = quiz.start(pupil, home=quiz_url(quiz))
    Attempt.objects.update(started_at=LONG_AGO)
    question = attempt.questions[0]
    attempt.respond(question.id, question.model_answer())
    forget_results(TERM)
    assert Response.objects.count() == 1


def test_the_worker_does_it_day_by_day(answered, lesson, monkeypatch):
    in_june = timezone.make_aware(datetime.datetime(2020, 6, 15, 10))
    ClassSession.objects.update(opened_at=in_june, ended_at=in_june)
    Response.objects.update(answered_at=in_june)
    Attempt.objects.update(started_at=in_june)
    LessonCompletion.objects.update(completed_at=in_june)
    left = []
    for day in ["2020-07-31", "2020-08-01", "2020-11-29", "2020-11-30"]:
        monkeypatch.setattr(timezone, "localdate", lambda day=day: datetime.date.fromisoformat(day))
        forget()
        left.append([fact.objects.count() for fact in (Response, Attempt, LessonCompletion, Participation)])
    assert left == [[12, 6, 6, 6], [0, 6, 6, 6], [0, 6, 6, 6], [0, 0, 0, 0]]
    assert Tally.objects.exists()
