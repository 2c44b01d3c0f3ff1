"""Before a class begins: what is confirmed, who is told, and who has to prepare first."""

import datetime
import subprocess

import pytest
from bs4 import BeautifulSoup
from django.core.files.storage import default_storage
from django.utils import timezone

from classrooms import delivery, live
from classrooms.models import ClassSession, DeliveryRecord
from courses.models import AdviceTooOld, Course, LessonCompletion

TICKS = dict.fromkeys(["lesson_not_assembly", "lead_knows", "ground_rules", "help_ready", "alternative"], "on")


@pytest.fixture
def begin(class_group, lesson, teacher, sign_in):
    """Send the preflight of a lesson."""
    desk = sign_in(teacher)

    def send(data, of=lesson):
        return desk.post(f"/desk/{class_group.pk}/session/{of.translation_key}/", data)

    return send


def test_each_line_has_to_be_ticked(begin):
    for missing in TICKS:
        assert begin({"mode": "devices", **{k: v for k, v in TICKS.items() if k != missing}}).status_code == 422
    assert not ClassSession.objects.exists()
    assert begin({"mode": "devices", **TICKS}).status_code == 302
    session = ClassSession.objects.get()
    assert session.confirmed["alternative"] is True
    assert session.mode == "devices"


def test_the_lead_is_told_by_one_click_and_once(begin, safeguarding_lead, mailoutbox):
    page = begin({"mode": "tables", "ground_rules": "on", "action": "tell"}).content.decode()
    assert "Told by e-mail at" in page
    kept = {field["name"] for field in BeautifulSoup(page, "html.parser").select("main input[checked]")}
    assert kept == {"ground_rules", "lead_knows", "mode"}
    begin({"mode": "tables", "action": "tell"})
    (mail,) = mailoutbox
    assert mail.to == [safeguarding_lead.email]
    assert "8 Oak" in mail.body
    begin({"mode": "tables", **TICKS})
    assert ClassSession.objects.get().confirmed["told_at"]


def test_the_hardest_lessons_need_five_parts_of_the_staff_course(begin, navigators, teacher):
    hard = navigators.lessons[4]
    assert hard.staff_prep
    page = begin({"mode": "devices", **TICKS}, of=hard).content.decode()
    assert "needs a little preparation" in page
    assert not ClassSession.objects.exists()
    for part in Course.objects.get(slug="staff").lessons[:5]:
        LessonCompletion.objects.create(learner=teacher, lesson_key=part.translation_key)
    assert begin({"mode": "devices", **TICKS}, of=hard).status_code == 302
    assert ClassSession.objects.get().confirmed["prepared"]


@pytest.fixture
def checked(settings, lesson):
    """In production, where advice grows old: somebody looked at the lesson so many days ago."""
    settings.DEMO = False

    def days_ago(days):
        day = timezone.localdate() - datetime.timedelta(days=days)
        for source in lesson.sources:
            source.value["checked_on"] = day
        lesson.save()
        return lesson

    return days_ago


def test_no_session_begins_on_advice_that_nobody_has_looked_at(begin, checked, class_group, teacher):
    stale = checked(180)
    for data in [{}, {"mode": "devices", **TICKS}]:
        page = begin(data, of=stale).content.decode()
        assert "for 180 days. An editor has to look at it first." in page
        assert "Choose another lesson" in page
    with pytest.raises(AdviceTooOld):
        live.open(class_group, stale, teacher)
    assert not ClassSession.objects.exists()
    assert begin({"mode": "devices", **TICKS}, of=checked(179)).status_code == 302


def test_a_session_that_is_live_goes_on_whatever_the_date(begin, checked, class_group, teacher):
    running = live.open(class_group, checked(0), teacher)
    assert live.open(class_group, checked(180), teacher) == running


def test_a_teacher_finishes_a_part_of_the_staff_course_as_a_pupil_finishes_a_lesson(teacher, sign_in, school):
    course = Course.objects.get(slug="staff")
    part = course.lessons[0]
    desk = sign_in(teacher)
    page = desk.get(part.step_url(1)).content.decode()
    assert 'method="post"' in page.split("<nav", 1)[1]
    for number in range(1, part.step_count + 1):
        reply = desk.post(part.step_url(number))
        assert reply.status_code == 302
    quiz = f"/learn/quiz/{part.quiz.translation_key}/"
    assert reply["Location"] == quiz
    assert desk.get(quiz).status_code == 200
    attempt_page = desk.post(quiz, {"action": "start"}, follow=True)
    assert attempt_page.status_code == 200
    attempt = teacher.attempts.get()
    for question in attempt.questions:
        attempt.respond(question.id, question.model_answer())
    assert desk.post(quiz, {"action": "finish"}, follow=True).status_code == 200
    assert LessonCompletion.objects.filter(learner=teacher, lesson_key=part.translation_key).exists()


def test_a_teacher_only_reads_the_courses_of_pupils(teacher, lesson, sign_in, guardian):
    assert sign_in(teacher).post(lesson.step_url(1)).status_code == 403
    part = Course.objects.get(slug="staff").lessons[0]
    assert sign_in(guardian).post(part.step_url(1)).status_code == 403


def test_the_record_is_one_tagged_page_without_a_pupils_name(class_group, lesson, teacher, tmp_path, sign_in, school):
    confirmed = dict.fromkeys(TICKS, True) | {"told_at": "09:05", "prepared": True}
    pupils = [class_group.enrol(name).learner for name in ("Amira", "Ben")]
    session = live.open(class_group, lesson, teacher, confirmed=confirmed)
    live.close(session, finished=True, present=pupils)
    desk = sign_in(teacher)
    assert "being printed" in desk.get(f"/session/{session.pk}/record/").content.decode()
    delivery.print_due()
    delivery.print_due()
    record = DeliveryRecord.objects.get()
    reply = desk.get(f"/session/{session.pk}/record/")
    assert reply["Content-Type"] == "application/pdf"
    pdf = tmp_path / "record.pdf"
    pdf.write_bytes(b"".join(reply.streaming_content))
    told = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout
    info = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
    assert "Tagged:          yes" in info
    assert "Pages:           1" in info
    for words in ["8 Oak", "Ms Okafor", "09:05", lesson.title.split(",")[0], "Designated Safeguarding Lead"]:
        assert words in told
    assert "Amira" not in told
    default_storage.delete(record.pdf)


# --- at the bell ------------------------------------------------------------------------------------------------


def test_next_week_the_lesson_goes_on_at_the_same_step(begin, class_group, lesson, teacher, sign_in):
    begin({"mode": "devices", **TICKS})
    first = ClassSession.objects.get()
    live.go(first, 3)
    desk = sign_in(teacher)
    page = desk.get(f"/session/{first.pk}/end/").content.decode()
    assert "Stop here: go on at step 3 another day" in page
    desk.post(f"/session/{first.pk}/end/", {"finished": "0"})
    assert "Next time you go on at step 3" in desk.get(f"/session/{first.pk}/").content.decode()
    assert "You stopped at step 3 of" in desk.get(f"/desk/{class_group.pk}/session/").content.decode()
    begin({"mode": "no_device", **TICKS})
    again = ClassSession.objects.live().get()
    assert (again.step, again.mode) == (3, "no_device")
    assert live.advance(again).step == 3


def test_another_lesson_in_between_does_not_forget_it(begin, class_group, lesson, navigators, teacher):
    begin({"mode": "devices", **TICKS})
    live.close(live.go(ClassSession.objects.get(), 3), finished=False)
    live.close(live.open(class_group, navigators.lessons[1], teacher), finished=True)
    begin({"mode": "devices", **TICKS})
    assert ClassSession.objects.live().get().step == 3


def test_a_session_that_never_left_the_lobby_is_nothing_to_go_on_with(begin, class_group, lesson, sign_in, teacher):
    begin({"mode": "devices", **TICKS})
    live.close(ClassSession.objects.get(), finished=False)
    assert "You stopped" not in sign_in(teacher).get(f"/desk/{class_group.pk}/session/").content.decode()


def test_one_laptop_on_the_projector_opens_the_board_and_asks_from_there(begin, class_group, sign_in, teacher):
    reply = begin({"mode": "devices", "screen": "board", **TICKS})
    session = ClassSession.objects.get()
    assert reply["Location"] == f"/session/{session.pk}/board/"
    desk = sign_in(teacher)
    first, second = session.questions[:2]
    assert f'name="ask_one" value="{first.id}"' in desk.get(f"/session/{session.pk}/board/").content.decode()
    desk.post(f"/session/{session.pk}/do/", {"ask_one": first.id, "back": "board"})
    session.refresh_from_db()
    assert (session.phase, str(session.question)) == ("question", first.id)
    live.back(session)
    assert f'name="ask_one" value="{second.id}"' in desk.get(f"/session/{session.pk}/board/").content.decode()
    assert desk.post(f"/session/{session.pk}/do/", {"ask_one": "nothing"}).status_code == 302
