"""What staff may know of a class and a school: on screen, as a picture, as a file."""

import csv
import io
import time

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from accounts.models import AuditEntry
from classrooms import demo, live
from classrooms.reports import REPORTS, SCHOOL_REPORTS
from courses.models import Pause
from courses.progress import State


def rows(slug, group, course, **chosen):
    report = REPORTS[slug](group, course, **chosen)
    found = list(report.rows())
    assert all(len(row) == len(report.columns()) for row in found)
    return found


def hardest(group, course):
    return rows("questions", group, course)[0]


# --- what stands in them --------------------------------------------------------------------------------


def test_the_report_asks_as_much_for_many_as_for_few(group, enrol, answer, navigators, django_assert_max_num_queries):
    quiz = navigators.lessons[0].quiz
    for _number in range(5):
        answer(quiz, enrol())
    for slug in REPORTS:
        with django_assert_max_num_queries(10):
            rows(slug, group, navigators)


def test_progress_says_finished_or_not_and_no_mark(group, enrol, navigators):
    learner = enrol()
    lesson = navigators.lessons[0]
    lesson.finish(learner)
    Pause.objects.pause(group, navigators.lessons[1])
    (row,) = rows("progress", group, navigators)
    assert str(row[0]) == "Pupil A" and row[1:3] == [State.FINISHED, State.PAUSED]


def test_the_hardest_question_stands_first_with_the_step_that_teaches_it(group, enrol, answer, navigators):
    first, second = navigators.lessons[:2]
    for _number in range(5):
        learner = enrol()
        answer(first.quiz, learner)
        answer(second.quiz, learner, right=False)
    row = hardest(group, navigators)
    assert row[1] == second.title
    assert row[5].url.startswith(second.get_absolute_url())


def test_before_and_after_by_objective(group, enrol, answer, navigators):
    for _number in range(5):
        learner = enrol()
        answer(navigators.baseline, learner, right=False)
        answer(navigators.end_quiz, learner)
    changed = [row for row in rows("objectives", group, navigators) if row[2] and row[3]]
    assert changed
    assert {row[4] for row in changed} == {60}


def test_attendance_counts_who_was_ticked(group, enrol, navigators, teacher):
    there = [enrol() for _number in range(3)]
    session = live.open(group, navigators.lessons[0], teacher, mode="no_device")
    live.close(session, finished=True, present=there)
    ((day, lesson, _mode, came, finished),) = rows("attendance", group, navigators)
    assert (day, lesson, finished) == (timezone.localdate(), navigators.lessons[0].title, "Yes")
    assert came == 3


# --- the pages ------------------------------------------------------------------------------------------


def address(group, slug="progress"):
    return reverse("classrooms:report", args=[group.pk, slug])


@pytest.mark.parametrize("slug", REPORTS)
def test_each_report_opens_and_says_what_is_missing(sign_in, teacher, group, slug):
    page = sign_in(teacher).get(address(group, slug)).content.decode()
    assert str(REPORTS[slug].title) in page
    assert str(REPORTS[slug].nothing) in page


def test_a_class_without_a_course_is_led_to_its_courses(sign_in, teacher, class_group):
    assert "Choose a course" in sign_in(teacher).get(address(class_group)).content.decode()


def test_a_column_sorts_up_and_down(sign_in, teacher, group, enrol):
    for _number in range(2):
        enrol()
    client = sign_in(teacher)
    up = client.get(address(group), {"sort": "1"}).content.decode()
    down = client.get(address(group), {"sort": "-1"}).content.decode()
    assert up.index("Pupil A") < up.index("Pupil B") and down.index("Pupil A") > down.index("Pupil B")
    assert client.get(address(group), {"sort": "99"}).status_code == 200


def shown_again(client, user):
    """As if the password had been given a moment ago."""
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()


def test_a_file_says_what_the_screen_says(sign_in, teacher, group, enrol):
    enrol()
    group.enrol("=HYPERLINK(1)")
    client = sign_in(teacher)
    shown_again(client, teacher)
    answer = client.post(address(group), {"as": "csv"})
    assert answer["Cache-Control"].startswith("private, no-store") or "no-store" in answer["Cache-Control"]
    assert answer["Content-Disposition"] == 'attachment; filename="report-progress.csv"'
    head, first, second = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert head[0] == "Pupil" and first[0] == "Pupil A"
    assert second[0].startswith("'=")
    book = load_workbook(io.BytesIO(client.post(address(group), {"as": "xlsx"}).content))
    cell = book.active["A3"]
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")
    noted = AuditEntry.objects.filter(event="report_exported")
    assert [entry.detail["report"] for entry in noted] == ["progress", "progress"]


def test_a_file_asks_once_more_who_it_is(sign_in, teacher, group):
    client = sign_in(teacher)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": 1}]
    session.save()
    assert client.post(address(group), {"as": "csv"}).status_code == 302


def test_another_kind_of_file_is_refused(sign_in, teacher, group):
    client = sign_in(teacher)
    shown_again(client, teacher)
    assert client.post(address(group), {"as": "exe"}).status_code == 400


def test_strangers_find_nothing(sign_in, other_teacher, group):
    assert sign_in(other_teacher).get(address(group)).status_code == 404


# --- of a school ----------------------------------------------------------------------------------------


def test_the_school_at_a_glance_counts_and_names_nobody(school, group, enrol, navigators, teacher):
    for _number in range(2):
        navigators.lessons[0].finish(enrol())
    live.close(live.open(group, navigators.lessons[0], teacher, mode="no_device"), finished=False)
    (row,) = SCHOOL_REPORTS["overview"](school).rows()
    assert row == ["8 Oak", "Year 8", group.get_band_display(), 2, 1, 2, 0]


def test_it_asks_as_much_for_many_classes_as_for_few(school, teacher, django_assert_num_queries):
    for number in range(2):
        demo.make_class(school, f"Class {number}", "", "navigators", [teacher]).enrol("Amira")
    with django_assert_num_queries(6):
        list(SCHOOL_REPORTS["overview"](school).rows())
    for number in range(10):
        demo.make_class(school, f"More {number}", "", "navigators", [teacher]).enrol("Amira")
    with django_assert_num_queries(6):
        assert len(list(SCHOOL_REPORTS["overview"](school).rows())) == 12


def test_staff_preparation_says_the_day(school, teacher):
    report = SCHOOL_REPORTS["preparation"](school)
    report.parts[0].finish(teacher)
    (row,) = report.rows()
    assert row[:2] == ["Ms Okafor", timezone.localdate()] and row[-1] == 1


@pytest.mark.parametrize("who", ["school_admin", "safeguarding_lead"])
def test_who_answers_for_the_school_finds_them_from_the_desk(request, sign_in, school, who):
    client = sign_in(request.getfixturevalue(who))
    path = reverse("classrooms:school_reports", args=[school.pk])
    assert path in client.get("/desk/").content.decode()
    assert "The school at a glance" in client.get(path).content.decode()


def test_a_teacher_does_not(sign_in, school, teacher, other_teacher):
    path = reverse("classrooms:school_reports", args=[school.pk])
    assert sign_in(teacher).get(path).status_code == 403
    assert sign_in(other_teacher).get(path).status_code == 404
