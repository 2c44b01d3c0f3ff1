"""A session from its opening to its end: what each verb does, and what each screen says."""

import html
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from classrooms import live
from classrooms.counting import Chart, answers_by_option
from classrooms.models import ClassSession, Participation, Tally
from courses.models import LessonCompletion, LessonProgress
from quizzes.models import Attempt, Response

from ..quizzes.making import as_posted, other_answer


def do(client, session, what, **more):
    return client.post(f"/session/{session.pk}/do/", {"do": what, **more}, follow=True)


def come_in(client, session):
    return client.post(f"/live/{session.pk}/", {"action": "join"}, follow=True)


def send(client, session, question, answer, round=1):
    return client.post(f"/live/{session.pk}/", as_posted(question, answer, round), HTTP_ACCEPT="application/json")


def ask(session, number=1):
    return live.open_question(session, session.questions[number - 1].id)


@pytest.fixture
def room(session, crowd, browser):
    """Browsers of six pupils, all in."""
    browsers = [browser(pupil) for pupil in crowd]
    for one in browsers:
        come_in(one, session)
    return browsers


def page(client, session):
    return client.get(f"/live/{session.pk}/").content.decode()


# --- the road of a lesson ------------------------------------------------------------------------------------


def test_the_one_big_button_leads_through_the_whole_lesson(session, teacher, sign_in, now):
    desk = sign_in(teacher)
    seen = []
    for _click in range(80):
        session = now(session)
        seen.append(session.phase)
        if session.phase == "closing":
            break
        do(desk, session, "next", seen=session.place)
    assert seen.count("step") == session.step_count
    assert seen.count("question") == 3 * len(session.questions)
    assert [seen[0], seen[-1]] == ["lobby", "closing"]


def test_the_notes_on_the_desk_look_as_the_step_does(session, teacher, sign_in):
    """The blocks of a step have a stylesheet of their own."""
    assert "css/lesson" in sign_in(teacher).get(f"/session/{session.pk}/").content.decode()


def test_every_screen_of_desk_board_and_pupil_can_be_drawn(session, teacher, room, sign_in, now):
    desk = sign_in(teacher)
    for move in ["next"] * 2 + ["help", "help", "eyes_up", "eyes_up", "own", "led", "closing"]:
        do(desk, session, move)
        for path in ["", "?present", "board/", "state/?for=desk", "state/?for=board"]:
            assert desk.get(f"/session/{session.pk}/{path}").status_code == 200, (move, path)
        assert room[0].get(f"/live/{session.pk}/").status_code == 200, move
    for question in session.questions:
        for verb in [lambda s: live.open_question(s, question.id), live.close_question, live.reveal]:  # noqa: B023
            verb(session)
            assert desk.get(f"/session/{session.pk}/").status_code == 200
            assert question.stem in desk.get(f"/session/{session.pk}/board/").content.decode()
            assert room[0].get(f"/live/{session.pk}/").status_code == 200


def test_the_board_says_what_to_match_and_to_sort_into(session, teacher, sign_in):
    """Without devices there is no other screen that could."""
    kinds = {question.slug: question for question in session.questions}
    desk = sign_in(teacher)
    for question in (kinds["matching"], kinds["sort_into_groups"]):
        live.open_question(session, question.id)
        board = html.unescape(desk.get(f"/session/{session.pk}/board/").content.decode())
        assert all(f"<li>{target.text}</li>" in board for target in question.targets(1))


def test_two_windows_that_press_next_move_the_class_once(session, now):
    live.advance(session)
    seen = now(session).place
    live.advance(session, seen=seen)
    live.advance(session, seen=seen)
    assert now(session).step == 2


def test_without_the_place_two_windows_move_it_twice(session, now):
    live.advance(session)
    live.advance(session)
    live.advance(session)
    assert now(session).step == 3


def test_an_edit_of_the_lesson_does_not_disturb_the_class(session, lesson, now):
    from courses.models import Lesson

    live.advance(session)
    before = now(session).sheet().html
    edited = Lesson.objects.get(pk=lesson.pk)
    edited.steps = []
    edited.quiz.questions = list(edited.quiz.questions.raw_data)[:1]
    edited.save_revision().publish()
    edited.quiz.save_revision().publish()
    assert now(session).sheet().html == before
    assert len(now(session).questions) == 5


def test_a_class_has_one_live_session(session, class_group, lesson, teacher):
    assert live.open(class_group, lesson, teacher) == session


# --- answers -------------------------------------------------------------------------------------------------


def test_an_answer_is_an_ordinary_response_of_an_ordinary_attempt(session, room, crowd):
    session = ask(session)
    question = session.question_now
    assert send(room[0], session, question, question.model_answer()).json()["stored"]
    response = Response.objects.get()
    assert response.attempt.learner == crowd[0]
    assert response.attempt.version == session.quiz_version
    assert response.shown_at is None
    assert not response.attempt.is_finished


def test_an_answer_may_change_until_the_question_closes(session, room):
    session = ask(session)
    question = session.question_now
    send(room[0], session, question, other_answer(question))
    send(room[0], session, question, question.model_answer())
    assert Response.objects.get().answer == question.model_answer()


def test_after_a_reload_the_answer_is_there(session, room):
    session = ask(session)
    question = session.question_now
    send(room[0], session, question, question.model_answer())
    text = page(room[0], session)
    assert "Your answer is in" in text
    assert "checked" in text or "selected" in text


def test_no_payload_tells_the_answer_before_it_is_shown(session, room, teacher, sign_in):
    """J5: neither the page, nor the poll, nor the board."""
    session = ask(session)
    question = session.question_now
    send(room[0], session, question, other_answer(question))
    live.close_question(session)
    for text in [page(room[0], session), page(room[1], session)]:
        assert question.data["right"] not in text
        assert question.data["not_yet"] not in text
    board = sign_in(teacher).get(f"/session/{session.pk}/board/").content.decode()
    assert question.data["right"] not in board
    assert "data-right" not in board
    live.reveal(session)
    assert "feedback" in page(room[0], session)


def test_answers_within_five_seconds_of_the_close_count_and_later_ones_are_told(session, room, now):
    """F19."""
    session = ask(session)
    question = session.question_now
    live.close_question(session)
    assert send(room[0], session, question, question.model_answer()).status_code == 200
    ClassSession.objects.update(closed_at=timezone.now() - timedelta(seconds=6))
    late = room[1].post(f"/live/{session.pk}/", as_posted(question, question.model_answer()))
    assert late.status_code == 410
    assert "had closed already" in late.content.decode()
    assert Response.objects.count() == 1


def test_vote_again_is_the_next_round_and_the_last_one_counts(session, room, crowd):
    session = ask(session)
    question = session.question_now
    send(room[0], session, question, other_answer(question))
    session = live.vote_again(live.reveal(session, "chart"))
    send(room[0], session, question, question.model_answer(), round=2)
    send(room[1], session, question, question.model_answer(), round=2)
    attempt = Attempt.objects.get(learner=crowd[0])
    assert attempt.responses.count() == 2
    assert attempt.last_responses[question.id].mark == 1
    assert answers_by_option(session, question, 1)[1] == 1
    assert answers_by_option(session, question, 2)[1] == 2


def test_an_answer_of_the_round_before_is_too_late(session, room):
    session = ask(session)
    question = session.question_now
    session = live.vote_again(session)
    assert send(room[0], session, question, question.model_answer(), round=1).status_code == 410


def test_what_a_pupil_did_alone_before_is_not_in_the_way(session, room, crowd, lesson):
    attempt = lesson.quiz.start(crowd[0], home="/")
    question = session.questions[0]
    attempt.respond(question.id, other_answer(question))
    attempt.respond(question.id, question.model_answer(), round=2)
    session = ask(session)
    assert session.round == 3
    assert send(room[0], session, question, question.model_answer(), round=3).status_code == 200
    assert Attempt.objects.filter(learner=crowd[0]).count() == 1


def test_what_pupils_handed_in_on_another_day_is_not_counted(session, room, crowd, lesson):
    for pupil in crowd:
        attempt = lesson.quiz.start(pupil, home="/")
        for question in attempt.questions:
            attempt.respond(question.id, question.model_answer())
        attempt.finish()
    Response.objects.update(answered_at=session.opened_at - timedelta(days=1))
    session = ask(session)
    assert answers_by_option(session, session.question_now, 1)[1] == 0
    assert send(room[0], session, session.question_now, session.question_now.model_answer()).status_code == 200
    assert answers_by_option(session, session.question_now, 1)[1] == 1


def test_a_chart_needs_five_answers_and_a_teacher_who_chooses(session, room, teacher, sign_in):
    session = ask(session)
    question = session.question_now
    desk = sign_in(teacher)
    board = lambda: desk.get(f"/session/{session.pk}/board/").content.decode()  # noqa: E731
    for client in room[:4]:
        send(client, session, question, question.model_answer())
    live.reveal(session, "chart")
    assert "live-chart" not in board()
    assert "Fewer than five" in board()
    live.open_question(session, question.id)
    send(room[4], session, question, question.model_answer())
    assert "live-chart" not in board()
    live.reveal(session, "chart")
    assert "live-chart" in board()


# --- what is seen, and by whom ---------------------------------------------------------------------------------


def test_no_name_is_on_the_board_or_on_a_desk_that_is_projected(session, room, crowd, teacher, sign_in):
    desk = sign_in(teacher)
    session = ask(session)
    for path in ["board/", "?present", "state/?for=board"]:
        text = desk.get(f"/session/{session.pk}/{path}").content.decode()
        assert not [pupil.display_name for pupil in crowd if pupil.display_name in text], path
    assert all(pupil.display_name in desk.get(f"/session/{session.pk}/").content.decode() for pupil in crowd)


def test_the_desk_tells_who_answered_and_never_what(session, room, teacher, sign_in):
    session = ask(session)
    question = session.question_now
    send(room[0], session, question, question.model_answer())
    states = re.findall(
        r'people__row" data-state="(\w+)"', sign_in(teacher).get(f"/session/{session.pk}/").content.decode()
    )
    assert states == ["done", *["answering"] * 5]


def test_a_pupil_sees_no_other_name(session, room, crowd):
    assert crowd[1].display_name not in page(room[0], session)


def test_a_removed_pupil_is_told_at_the_next_call_and_keeps_what_they_answered(session, room, now):
    """J6."""
    session = ask(session)
    first, second = session.questions[:2]
    send(room[0], session, first, first.model_answer())
    live.remove(session, Participation.objects.first().pk)
    session = ask(session, 2)
    assert send(room[0], session, second, second.model_answer()).status_code == 410
    assert "not in this lesson now" in page(room[0], session)
    assert Response.objects.count() == 1
    come_in(room[0], session)
    assert "not in this lesson now" in page(room[0], session)
    live.admit(session, [Participation.objects.first().pk])
    assert send(room[0], session, second, second.model_answer()).status_code == 200


# --- coming in -------------------------------------------------------------------------------------------------


def test_a_pupil_of_the_class_is_in_by_one_tap(session, pupil, browser):
    client = browser(pupil)
    assert "Your class is live" in client.get("/class/").content.decode()
    assert "You’re in" in come_in(client, session).content.decode()


def test_a_walk_in_waits_and_then_has_a_friendly_name(session, browser, now):
    client = browser()
    assert not User.objects.filter(kind="guest").exists()
    client.get("/live/")
    assert not User.objects.filter(kind="guest").exists()
    text = client.post("/live/", {"code": session.code.lower()}, follow=True).content.decode()
    assert "Waiting for your teacher" in text
    guest = User.objects.get(kind="guest")
    assert guest.display_name == ""
    live.admit(session)
    guest.refresh_from_db()
    assert len(guest.display_name.split()) == 2
    assert "You’re in" in page(client, session)


def test_walk_ins_never_have_the_same_name(session, browser):
    for _ in range(12):
        browser().post("/live/", {"code": session.code})
    live.admit(session)
    names = list(User.objects.filter(kind="guest").values_list("display_name", flat=True))
    assert len(set(names)) == 12


def test_wrong_closed_locked_full_and_foreign_codes_look_the_same(session, class_group, crowd, browser, now):
    """J3."""

    def said(code):
        reply = browser().post("/live/", {"code": code})
        return reply.status_code, re.sub(r'value="\w{64}"', "", reply.content.decode())

    wrong = said("ZZZZZZ")
    assert wrong[0] == 422
    live.lock(session)
    assert said(session.code) == wrong
    live.lock(session, False)
    for _ in range(6):
        browser().post("/live/", {"code": session.code})
    assert session.participations.count() == 6  # as many as are in the class
    assert said(session.code) == wrong
    ClassSession.objects.update(code_until=timezone.now())
    assert said(session.code) == wrong
    live.close(session, finished=False)
    assert said(session.code) == wrong


def test_a_code_is_not_used_again_for_a_day(session, class_group, lesson, teacher, monkeypatch):
    """J1."""
    assert set(session.code) <= set("BCDFGHJKLMNPQRSTVWXZ")
    assert len(session.code) == 6
    live.close(session, finished=True)
    codes = iter([session.code, session.code, "BBBBBB"])
    monkeypatch.setattr("classrooms.models.session.new_code", lambda: next(codes))
    assert live.open(class_group, lesson, teacher).code == "BBBBBB"


def test_ten_wrong_codes_pause_a_browser_and_nobody_else(session, browser, pupil):
    """J2."""
    guesser = browser()
    guesser.get("/live/")
    assert [guesser.post("/live/", {"code": "ZZZZZZ"}).status_code for _ in range(11)] == [422] * 10 + [429]
    other = browser()
    other.get("/live/")
    assert other.post("/live/", {"code": session.code}).status_code == 302
    assert "You’re in" in come_in(browser(pupil), session).content.decode()


def test_an_address_has_120_wrong_codes_a_minute_and_the_whole_site_60_and_then_one_a_second(session, browser):
    """J2."""
    from accounts.models import FailedAttempt

    replies = [browser().post("/live/", {"code": "ZZZZZZ"}).status_code for _ in range(62)]
    assert replies[:60] == [422] * 60
    assert replies[-1] == 429
    FailedAttempt.objects.update(at=timezone.now() - timedelta(seconds=2))
    assert browser().post("/live/", {"code": session.code}).status_code == 302


# --- the end ---------------------------------------------------------------------------------------------------


def test_finishing_completes_the_ticked_and_leaves_attempts_open(session, room, crowd, teacher, sign_in, lesson):
    session = ask(session)
    question = session.question_now
    send(room[0], session, question, question.model_answer())
    desk = sign_in(teacher)
    assert "Who was there" in desk.get(f"/session/{session.pk}/end/").content.decode()
    desk.post(f"/session/{session.pk}/end/", {"finished": "1", "present": [crowd[0].pk, crowd[5].pk]})
    finished = LessonCompletion.objects.filter(lesson_key=lesson.translation_key)
    assert set(finished.values_list("learner", flat=True)) == {crowd[0].pk, crowd[5].pk}
    attempt = Attempt.objects.get()
    assert not attempt.is_finished
    assert attempt.responses.get().shown_at
    assert "The lesson is over" in page(room[0], session)


@pytest.mark.parametrize(("mode", "ticked"), [("devices", 0), ("tables", 6), ("no_device", 6)])
def test_who_came_without_a_device_of_their_own_is_ticked_and_may_be_unticked(
    class_group, lesson, teacher, crowd, sign_in, mode, ticked
):
    session = live.open(class_group, lesson, teacher, mode=mode)
    page = sign_in(teacher).get(f"/session/{session.pk}/end/").content.decode()
    assert page.count(' checked><span class="choice__text">') == ticked


def test_a_lesson_stops_at_the_bell_and_goes_on_at_the_same_step(session, room, crowd, class_group, lesson, teacher):
    live.go(session, 3)
    session = live.close(session, finished=False, present=crowd)
    assert not LessonCompletion.objects.exists()
    assert set(LessonProgress.objects.values_list("step", flat=True)) == {3}
    again = live.open(class_group, lesson, teacher, after=session)
    assert (again.step, again.revision, again.quiz_version) == (3, session.revision, session.quiz_version)
    assert live.advance(again).step == 3


def test_guests_of_a_school_that_is_not_approved_are_deleted_and_the_counts_stay(session, school, browser):
    school.approved_at = None
    school.save()
    clients = [browser() for _ in range(6)]
    for client in clients:
        client.post("/live/", {"code": session.code})
    live.admit(session)
    session = ask(session)
    question = session.question_now
    for client in clients:
        assert send(client, session, question, question.model_answer()).status_code == 200
    before = answers_by_option(session, question, 1)
    live.close(session, finished=True)
    assert not User.objects.filter(kind="guest").exists()
    assert not Response.objects.exists()
    assert answers_by_option(session, question, 1) == before
    assert clients[0].get(f"/live/{session.pk}/").status_code == 302


def test_a_shared_tablet_is_a_table_and_ticks_complete_the_pupils(class_group, lesson, teacher, crowd, browser):
    session = live.open(class_group, lesson, teacher, mode="tables")
    for _ in range(3):
        browser().post("/live/", {"code": session.code})
    live.admit(session)
    assert list(User.objects.filter(kind="guest").order_by("pk").values_list("display_name", flat=True)) == [
        "Table 1",
        "Table 2",
        "Table 3",
    ]
    live.close(session, finished=True, present=crowd[:4])
    assert LessonCompletion.objects.filter(learner__in=crowd).count() == 4


def test_without_devices_hands_are_counted_and_pupils_and_class_complete(class_group, lesson, teacher, crowd, sign_in):
    session = live.open(class_group, lesson, teacher, mode="no_device")
    session = ask(session, 1)
    question = session.question_now
    options = [choice.id for choice in question.counted()]
    desk = sign_in(teacher)
    do(desk, session, "count", **{f"count-{options[0]}": "4", f"count-{options[1]}": "2", "count-forged": "9"})
    do(desk, session, "count", **{f"count-{options[0]}": "5"})
    assert Tally.objects.count() == 2
    assert answers_by_option(session, question, 1)[1] == 7
    live.reveal(session, "chart")
    assert "live-chart" in desk.get(f"/session/{session.pk}/board/").content.decode()
    assert "Join the lesson" not in desk.get(f"/session/{session.pk}/board/").content.decode()
    live.close(session, finished=True, present=crowd)
    assert set(LessonCompletion.objects.values_list("learner__kind", flat=True)) == {"pupil", "class"}
    class_group.refresh_from_db()
    assert class_group.learner.kind == "class"


def test_counts_are_kept_with_every_button(class_group, lesson, teacher, sign_in):
    session = ask(live.open(class_group, lesson, teacher, mode="no_device"), 1)
    options = [choice.id for choice in session.question_now.counted()]
    desk = sign_in(teacher)
    do(desk, session, "eyes_up", **{f"count-{option}": "" for option in options})
    assert not Tally.objects.exists()  # nothing was counted
    do(desk, session, "eyes_up")
    do(desk, session, "chart", **{f"count-{options[0]}": "4", f"count-{options[1]}": "2"})
    assert list(Tally.objects.order_by("-count").values_list("count", flat=True)) == [4, 2]
    assert "live-chart" in desk.get(f"/session/{session.pk}/board/").content.decode()


def test_two_rounds_are_compared(session, room):
    session = ask(session)
    question = session.question_now
    for client in room:
        send(client, session, question, other_answer(question))
    session = live.vote_again(session)
    for client in room:
        send(client, session, question, question.model_answer(), round=2)
    chart = Chart(session, question)
    assert [bar.percent for bar in chart.bars if bar.right] == [100]
    assert [bar.before for bar in chart.bars if bar.right] == [0]


def test_a_ready_made_question_is_counted_without_a_name_and_once(session, room, teacher, sign_in, now):
    for _ in range(3):
        room[0].post(f"/live/{session.pk}/", {"wish": "slower"})
    room[1].post(f"/live/{session.pk}/", {"wish": "slower"})
    room[1].post(f"/live/{session.pk}/", {"wish": "free text"})
    assert now(session).wishes == {"slower": 2}
    desk = sign_in(teacher)
    assert "2 × Could we go a bit slower?" in desk.get(f"/session/{session.pk}/").content.decode()
    do(desk, session, "heard")
    assert now(session).wishes == {}


def test_somebody_removed_or_deleted_in_the_middle_meets_a_kind_page(session, room, crowd, browser, class_group):
    """F18."""
    crowd[0].delete()
    assert room[0].get(f"/live/{session.pk}/").status_code == 302
    class_group.enrolments.get(learner=crowd[1]).end()
    assert room[1].get(f"/live/{session.pk}/").status_code == 302
    live.close(session, finished=False)
