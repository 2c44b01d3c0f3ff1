"""What staff may know of a class and a school: on screen, as a picture, as a file."""

import csv
import io
import re
import time
from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from accounts.choices import Role
from accounts.models import AuditEntry
from classrooms import demo, live
from classrooms.exports import as_csv, as_xlsx
from classrooms.reports import REPORTS, SCHOOL_REPORTS, PupilReport
from classrooms.reports.choosing import Choosing, courses_of
from classrooms.reports.fives import Share
from classrooms.reports.periods import period_named, periods, school_year, terms
from classrooms.reports.report import Column, Link, Table, shown
from classrooms.reports.screen import Screen
from courses.models import Assignment, Pause
from courses.progress import State
from families.models import HomeLetter
from pages.mail import Composed, send_due
from pages.models import OutgoingMail


def rows(slug, group, course, **chosen):
    report = REPORTS[slug](group, course, **chosen)
    found = list(report.rows())
    assert all(len(row) == len(report.columns()) for row in found)
    return found


def hardest(group, course):
    return rows("questions", group, course)[0]


# --- what stands in them --------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", [*REPORTS, "pupil"])
def test_a_report_asks_as_much_for_many_as_for_few(sign_in, teacher, group, enrol, answer, navigators, slug):
    def more():
        for _number in range(5):
            answer(navigators.lessons[0].quiz, enrol())
        live.close(live.open(group, navigators.lessons[0], teacher, mode="no_device"), finished=True)

    def queries():
        client.get(path)  # what is kept in a cache is there
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        return len(asked)

    more()
    place = group.enrolments.first()
    path = reverse("classrooms:pupil_report", args=[group.pk, place.pk]) if slug == "pupil" else address(group, slug)
    client = sign_in(teacher)
    few = queries()
    more()
    more()
    assert queries() == few


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
    asked = {question.stem: question for question in second.quiz.version().questions.values()}
    assert row[4] == asked[row[0]].data["misconception"] != ""
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


# --- one pupil ------------------------------------------------------------------------------------------


@pytest.fixture
def sensitive(navigators):
    return next(lesson for lesson in navigators.lessons if lesson.sensitive)


def pupil_rows(group, learner, **chosen):
    place = group.enrolments.get(learner=learner)
    place.class_group = group
    return {str(row[0]): row for row in PupilReport(place, **chosen).rows()}


def test_a_pupils_page_says_finished_or_not_and_the_day(group, enrol, navigators):
    learner = enrol()
    first, second, *_rest = navigators.lessons
    first.finish(learner)
    second.reach(learner, 1)
    found = pupil_rows(group, learner)
    assert found[f"1. {first.title}"][2:] == [State.FINISHED, timezone.localdate()]
    assert found[f"2. {second.title}"][2:] == [State.STARTED, None]
    assert found["End quiz"][2].label == "Not taken" and found["Card"][2] == "No card yet"


def test_of_a_sensitive_lesson_it_says_no_more_than_finished_or_not(group, enrol, navigators, sensitive):
    learner = enrol()
    named = next(f"{n}. {one.title}" for n, one in enumerate(navigators.lessons, 1) if one == sensitive)
    sensitive.reach(learner, 2)
    assert pupil_rows(group, learner)[named][2:] == [State.NOT_FINISHED, None]
    sensitive.finish(learner)
    assert pupil_rows(group, learner)[named][2:] == [State.FINISHED, None]


def test_it_has_no_mark_and_no_try(sign_in, teacher, group, enrol, answer, navigators):
    learner = enrol()
    for _try in range(2):
        answer(navigators.end_quiz, learner, right=False)
    place = group.enrolments.get(learner=learner)
    page = sign_in(teacher).get(reverse("classrooms:pupil_report", args=[group.pk, place.pk])).content.decode()
    assert "Not yet" in page and "%" not in page.split("<tbody>")[1].split("</tbody>")[0]


# --- what may be chosen ----------------------------------------------------------------------------------


def test_a_lesson_alone_is_a_column_of_its_own(group, enrol, navigators):
    navigators.lessons[2].finish(enrol())
    (row,) = rows("progress", group, navigators, lesson=navigators.lessons[2])
    assert row[1:-1] == [State.FINISHED]


def test_sessions_of_a_term_of_a_course_of_a_lesson(group, navigators, teacher):
    first, second, *_rest = navigators.lessons
    for lesson in (first, second):
        live.close(live.open(group, lesson, teacher, mode="no_device"), finished=True)
    long_ago = timezone.now() - timedelta(days=400)
    group.sessions.filter(lesson_key=second.translation_key).update(opened_at=long_ago)
    now = next(period for period in periods() if timezone.now() in period)
    assert len(rows("attendance", group, None)) == len(rows("attendance", group, navigators)) == 2
    assert [row[1] for row in rows("attendance", group, None, period=now)] == [first.title]
    assert [row[1] for row in rows("attendance", group, navigators, lesson=second)] == [second.title]


def test_terms_follow_each_other_without_a_gap():
    year = school_year(2026)
    borders = [(term.begins, term.ends) for term in terms(2026)]
    assert (borders[0][0], borders[-1][1]) == (year.begins, year.ends)
    assert [ends for _begins, ends in borders[:-1]] == [begins for begins, _ends in borders[1:]]
    assert period_named("2026; DROP TABLE") is None


def test_what_is_chosen_holds_for_the_heads_and_the_files(sign_in, teacher, group, enrol, navigators):
    enrol()
    lesson = navigators.lessons[1]
    page = sign_in(teacher).get(address(group), {"lesson": lesson.slug, "sort": "1"}).content.decode()
    assert f"lesson={lesson.slug}&amp;sort=-1" in page
    assert f'name="lesson" value="{lesson.slug}"' in page


def test_a_choice_that_is_not_known_is_left_open(sign_in, teacher, group, enrol, navigators):
    enrol()
    client = sign_in(teacher)
    strange = {"course": "nothing", "lesson": "nothing", "term": "1066", "sort": "first"}
    for slug in REPORTS:
        assert client.get(address(group, slug), strange).status_code == 200


@pytest.mark.parametrize("slug", REPORTS)
def test_another_class_is_chosen_with_the_rest_as_it_is(
    sign_in, teacher, group, class_group, other_class, navigators, slug
):
    client = sign_in(teacher)
    second = demo.make_class(group.school, "<Second> & more", "Year 8", "navigators", [teacher])
    old = demo.make_class(group.school, "Of last year", "Year 8", "navigators", [teacher])
    Assignment.objects.assign(old, navigators)
    old.archive(teacher)
    page = client.get(address(group, slug)).content.decode()
    assert f'<option value="{group.pk}" selected>{group.name}</option>' in page
    assert f'<option value="{second.pk}">&lt;Second&gt; &amp; more</option>' in page
    assert f'value="{old.pk}"' not in page and f'value="{other_class.pk}"' not in page
    assert f'<option value="{old.pk}" selected>Of last year' in client.get(address(old, slug)).content.decode()

    chosen = client.get(address(group, slug), {"class": second.pk, "term": "autumn-2026", "lesson": "", "sort": "-2"})
    assert chosen["Location"] == f"{address(second, slug)}?term=autumn-2026&sort=-2"
    assert client.get(address(group, slug), {"class": second.pk})["Location"] == address(second, slug)
    for none_of_theirs in (group.pk, old.pk, other_class.pk, "x", ""):
        assert client.get(address(group, slug), {"class": none_of_theirs}).status_code == 200


# --- sorting, pictures ------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", REPORTS)
@pytest.mark.parametrize("way", ["", "-"])
def test_each_column_of_each_report_can_be_sorted(group, enrol, answer, navigators, slug, way):
    for right in (True, False, True, True, False):
        answer(navigators.lessons[0].quiz, enrol(), right)
    report = REPORTS[slug](group, navigators)
    plain = report.rows()
    for number in range(1, len(report.columns()) + 1):
        assert len(Screen(report, sort=f"{way}{number}").rows) == len(plain)


def test_the_grid_has_a_shape_for_each_state_and_draws_each_row_of_shapes_once(sign_in, teacher, group, enrol):
    for _number in range(3):
        enrol()
    page = sign_in(teacher).get(address(group)).content.decode()
    svg = page[page.index('<svg class="grid-picture"') : page.index("</figure>")]
    assert svg.count('<g id="row-') == 1 and svg.count('href="#row-0"') == 3
    assert "Not started, or not finished" in svg
    assert "style=" not in svg


def test_pictures_say_in_words_what_they_show(sign_in, teacher, group, enrol, answer, navigators):
    for _number in range(5):
        learner = enrol()
        answer(navigators.baseline, learner, right=False)
        answer(navigators.end_quiz, learner)
        answer(navigators.lessons[0].quiz, learner)
    client = sign_in(teacher)
    page = client.get(address(group, "objectives")).content.decode()
    assert "20% or fewer, then 80% or more" in page and "<table" in page
    page = client.get(address(group, "questions")).content.decode()
    assert 'fill="url(#hatch)"' in page and '<span class="scales__said">80% or more</span>' in page


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


@pytest.mark.parametrize("slug", REPORTS)
def test_a_file_has_every_cell_of_the_screen_in_its_order_and_numbers_as_numbers(
    sign_in, teacher, group, enrol, answer, navigators, slug
):
    for right in (True, False, True, True, False):
        answer(navigators.lessons[0].quiz, enrol(), right)
    live.close(live.open(group, navigators.lessons[0], teacher, mode="no_device"), finished=True)
    client = sign_in(teacher)
    shown_again(client, teacher)
    screen = Screen(REPORTS[slug](group, navigators), sort="-1")
    data = {"as": "xlsx", "sort": "-1", "course": navigators.slug}
    sheet = load_workbook(io.BytesIO(client.post(address(group, slug), data).content)).active
    head, *told = sheet.iter_rows(values_only=True)
    assert list(head) == [column.title for column in screen.columns] and len(told) == len(screen.rows)
    page = client.get(address(group, slug), {"sort": "-1", "course": navigators.slug}).content.decode()
    for cells, row in zip(told, screen.rows, strict=True):
        for cell, value, column in zip(cells, row, screen.columns, strict=True):
            if isinstance(value, Share):
                assert cell == value.percent / 100, column.title
                continue
            assert (cell or "") == (value or "") or str(cell) == shown(value) or cell.date() == value
            assert isinstance(cell, int) == isinstance(value, int), column.title
    assert page.count('<th scope="row">') == len(told)


def pages_of(group, school):
    """(name, address, what is chosen there, its Screen) of every report that there is."""
    course = courses_of(group)[0]
    place = group.enrolments.first()
    for slug, report in REPORTS.items():
        choosing = Choosing(report, [course], {})
        yield slug, address(group, slug), Screen(choosing.report(group))
    yield "pupil", reverse("classrooms:pupil_report", args=[group.pk, place.pk]), Screen(PupilReport(place))
    for slug, report in SCHOOL_REPORTS.items():
        yield slug, reverse("classrooms:school_report", args=[school.pk, slug]), Screen(report(school))


def test_each_report_is_the_same_on_screen_on_paper_and_in_both_files(
    sign_in, school_admin, school, group, enrol, answer, teacher, navigators
):
    """Paper is the page without its buttons, so what stands in the page's table is what is printed."""
    for right in (True, False, True, True, False):
        learner = enrol()
        answer(navigators.lessons[0].quiz, learner, right)
        answer(navigators.baseline, learner, right)
    live.close(live.open(group, navigators.lessons[0], teacher, mode="no_device"), finished=True)
    HomeLetter.objects.make(group, navigators.lessons[0], before=False)
    client = sign_in(school_admin)
    shown_again(client, school_admin)
    seen = set()
    for slug, path, screen in pages_of(group, school):
        seen.add(slug)
        heads, told = [column.title for column in screen.columns], [[*map(shown, row)] for row in screen.rows]
        assert told, f"{slug} has nothing to compare"
        text = client.post(path, {"as": "csv"}).content.decode("utf-8-sig")
        assert [*csv.reader(io.StringIO(text))] == [heads, *([*map(as_in_csv, row)] for row in screen.rows)], slug
        book = load_workbook(io.BytesIO(client.post(path, {"as": "xlsx"}).content))
        assert [[*map(as_in_excel, row)] for row in book.active] == [heads, *told], slug
        page = client.get(path).content.decode()
        table = page.partition("<table")[2].partition("</table>")[0]
        assert in_cells(table) == [heads, *told], slug
    assert seen == {*REPORTS, *SCHOOL_REPORTS, "pupil"}


def as_in_csv(value):
    return str(value) if isinstance(value, date) else shown(value)


def as_in_excel(cell):
    """What Excel shows for a cell."""
    if cell.value is None:
        return ""
    if cell.is_date:
        return shown(cell.value)
    if "%" in cell.number_format:
        return cell.number_format.replace("0%", f"{cell.value:.0%}").replace('"', "")
    return str(cell.value)


def in_cells(table):
    lines = [
        re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line, re.S) for line in re.findall(r"<tr>(.*?)</tr>", table, re.S)
    ]
    cells = [[unescape(re.sub("<[^>]+>", "", cell)) for cell in line] for line in lines]
    return [["" if cell == "–" else cell for cell in line] for line in cells]


class Anything(Table):
    """A report of whatever a test puts into it."""

    slug = "anything"

    def __init__(self, *values):
        self.values = values

    def columns(self):
        return [Column("=1+1"), *(Column("x") for _value in self.values[1:])]

    def rows(self):
        return [list(self.values)]


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t=", "\r=", "\n=", "\0=", " ="])
def test_what_a_spreadsheet_would_calculate_stays_text(begins):
    """E1: whichever letter it begins with, in a cell of a row, in its head and in the head of the table."""
    name = f"{begins}cmd|' /C calc'!A0"
    screen = Screen(Anything(name, Link(name, "/desk/")))
    head, row = csv.reader(io.StringIO(as_csv(screen).decode("utf-8-sig")))
    assert not any(cell.lstrip("\0").startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for cell in [*head, *row])
    sheet = load_workbook(io.BytesIO(as_xlsx(screen))).active
    assert {cell.data_type for line in sheet.iter_rows() for cell in line} == {"s"}


@pytest.mark.parametrize(("percent", "shape"), [(20, '0%" or fewer"'), (60, "0%"), (80, '0%" or more"')])
def test_a_share_is_a_number_that_reads_as_on_the_screen(percent, shape):
    """Kolibri 6642: per cent as text."""
    cell = load_workbook(io.BytesIO(as_xlsx(Screen(Anything("Question", Share(percent)))))).active["B2"]
    assert (cell.value, cell.data_type, cell.number_format) == (percent / 100, "n", shape)


def test_numbers_and_days_are_no_text_in_a_file():
    screen = Screen(Anything("Amira", -20, date(2026, 11, 26), None))
    assert as_csv(screen).decode("utf-8-sig").splitlines()[1] == "Amira,-20,2026-11-26,"
    _name, number, day, nothing = load_workbook(io.BytesIO(as_xlsx(screen))).active[2]
    assert (number.value, number.data_type, day.is_date, nothing.value) == (-20, "n", True, None)


@pytest.fixture
def outbox(settings):
    settings.EMAIL_BACKEND = "pages.mail.OutboxBackend"


def written_to(address):
    return [row for row in OutgoingMail.objects.all() if row.to == [address]]


def test_admins_hear_of_a_file_with_names_of_pupils(outbox, sign_in, teacher, school_admin, group, enrol):
    enrol()
    client = sign_in(teacher)
    shown_again(client, teacher)
    for slug, letters in [("attendance", 0), ("answers", 0), ("progress", 1)]:
        assert client.post(address(group, slug), {"as": "csv"}).status_code == 200
        assert len(written_to(school_admin.email)) == letters
    said = Composed(written_to(school_admin.email)[0]).message().get_content()
    assert "Ms Okafor" in said and group.name in said and "Pupil A" not in said


def test_with_the_mail_server_down_the_file_comes_and_the_mail_later(
    outbox, sign_in, teacher, school_admin, group, settings
):
    settings.SENDING_BACKEND = "tests.classrooms.test_reports.NobodyThere"
    client = sign_in(teacher)
    shown_again(client, teacher)
    assert client.post(address(group), {"as": "csv"}).status_code == 200
    send_due()
    (row,) = written_to(school_admin.email)
    assert row.last_error == "ConnectionRefusedError" and row.failed_at is None


class NobodyThere:
    def __init__(self, **options):
        pass

    def send_messages(self, messages):
        raise ConnectionRefusedError


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


def test_staff_preparation_asks_as_much_for_many_as_for_few(school, teacher):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            report = SCHOOL_REPORTS["preparation"](school)
            return len(report.rows()), len(queries)

    report = SCHOOL_REPORTS["preparation"](school)
    report.parts[0].finish(teacher)
    few, queries = asked()
    for number in range(12):
        colleague = demo.make_staff(school, Role.TEACHER, f"t{number}@hillside.example", f"Teacher {number}")
        for part in report.parts[: 1 + number % 3]:
            part.finish(colleague)
    assert asked() == (few + 12, queries)


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
