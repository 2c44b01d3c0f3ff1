"""The evidence pack: what a school did, for readers outside it. No pupil is named."""

import csv
import io
import subprocess
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from openpyxl import load_workbook

from accounts.choices import Nation
from accounts.models import AuditEntry
from certificates.models import Certificate
from classrooms import demo, evidence, live, tasks
from classrooms.models import EvidencePack
from classrooms.reports import SCHOOL_REPORTS
from classrooms.reports.periods import periods
from classrooms.reports.report import shown
from classrooms.reports.staff_numbers import StaffNumbers
from families.models import HomeLetter

from .test_reports import shown_again


@pytest.fixture
def term():
    """The one that it is."""
    return next(period for period in periods() if timezone.now() in period and "-" in period.slug)


@pytest.fixture
def before(term):
    """The school year before."""
    return next(period for period in periods() if "-" not in period.slug and term.begins not in days(period))


def days(period):
    return [period.begins + timedelta(days=n) for n in range((period.ends - period.begins).days)]


@pytest.fixture
def taught(group, enrol, teacher, navigators):
    """The first lesson was taught to seven pupils."""
    there = [enrol() for _number in range(7)]
    live.close(live.open(group, navigators.lessons[0], teacher, mode="no_device"), finished=True, present=there)
    return there


def rows(slug, school, period=None, course=None):
    report = SCHOOL_REPORTS[slug](school, course, period=period)
    return [dict(zip([column.title for column in report.columns()], row, strict=True)) for row in report.rows()]


def test_lessons_that_were_run_by_year_group_and_people_in_fives(school, taught, navigators, term, before):
    (row,) = rows("lessons", school, term)
    assert row == {
        "Lesson": navigators.lessons[0].title,
        "Course": navigators.title,
        "Year groups": "Year 8",
        "Classes": 1,
        "Sessions": 1,
        "Came, in fives": 5,
    }
    assert rows("lessons", school, before) == []
    assert len(rows("lessons", school, term, navigators)) == 1


def test_year_groups(school, taught, term):
    (row,) = rows("years", school, term)
    assert list(row.values()) == ["Year 8", 1, 5, 1, 5, 5]


def test_classes_and_years_stand_as_they_are_counted(sign_in, school, teacher):
    for name, year in [("10 Ash", "Year 10"), ("7 Yew", "Year 7"), ("Club", "")]:
        demo.make_class(school, name, year, "navigators", [teacher])
    assert [row["Class"] for row in rows("overview", school)] == ["7 Yew", "10 Ash", "Club"]
    assert [row["Year group"] for row in rows("years", school)] == ["Year 7", "Year 10", "Without a year group"]
    desk = sign_in(teacher).get("/desk/").content.decode()
    assert desk.index("7 Yew") < desk.index("10 Ash") < desk.index("Club")


def test_under_five_nothing_is_said_of_people(school, group, enrol, teacher, navigators):
    there = [enrol() for _number in range(4)]
    live.close(live.open(group, navigators.lessons[0], teacher, mode="no_device"), finished=True, present=there)
    assert rows("lessons", school)[0]["Came, in fives"] is None
    assert list(rows("years", school)[0].values())[2:] == [None, 1, None, None]


def test_by_the_curriculum_of_the_nation_and_what_nobody_confirmed_says_so(school, taught, navigators, term):
    found = rows("curriculum", school, term)
    strands = [row for row in found if row["Framework"] == "Education for a Connected World"]
    assert len(strands) == len(navigators.lessons[0].efacw) > 0
    assert {row["Seen in the document"] for row in strands} == {"Not confirmed yet"}
    found = [row for row in found if row not in strands]
    codes = [code["value"] for code in navigators.lessons[0].curriculum.raw_data]
    theirs = [code for code in codes if code["nation"] == "england"]
    assert {row["What the curriculum says"] for row in found} == {code["code"] for code in theirs}
    said = {row["What the curriculum says"]: row["Seen in the document"] for row in found}
    for code in theirs:
        assert said[code["code"]] == ("Yes" if code["confirmed"] else "Not confirmed yet")
    assert {"Yes", "Not confirmed yet"} == set(said.values())
    assert {row["Sessions"] for row in found} == {1}


@pytest.mark.parametrize("nation", Nation.values)
def test_each_nation_reads_its_own_curriculum_and_no_other(school, taught, navigators, nation, term):
    """RSHE, CfE, the Welsh code, Northern Ireland: with the strands that all four share."""
    school.nation = nation
    school.save()
    codes = [code["value"] for code in navigators.lessons[0].curriculum.raw_data]
    theirs = {code["framework"] for code in codes if code["nation"] == nation}
    others = {code["framework"] for code in codes} - theirs
    page = evidence.page_of(school, term)
    told = {row["Framework"] for row in rows("curriculum", school, term)}
    assert theirs and told == theirs | {"Education for a Connected World"}
    assert all(escape(framework) in page for framework in told)
    assert not any(escape(framework) in page for framework in others)
    unconfirmed = [code for code in codes if code["nation"] == nation and not code["confirmed"]]
    assert page.count("Not confirmed yet") == len(unconfirmed) + len(navigators.lessons[0].efacw)


def test_the_change_is_that_of_the_lessons_objectives(school, group, enrol, answer, navigators):
    for _number in range(5):
        learner = enrol()
        answer(navigators.baseline, learner, right=False)
        answer(navigators.end_quiz, learner)
    changes = {row["Change"] for row in rows("curriculum", school)}
    assert 60 in changes and changes <= {60, None}


def test_staff_in_numbers(school, teacher, term, before):
    told = {"kind": "staff", "title": "Staff", "band": "staff", "design": "path", "content_digest": ""}
    Certificate.objects.create(learner=teacher, course_key=uuid4(), **told)
    assert [row[1] for row in StaffNumbers(school, period=term).rows()] == [1, 0, 1]
    assert [row[1] for row in StaffNumbers(school, period=before).rows()] == [1, 0, 0]


def test_families_are_counted_in_fives_and_by_day(school, group, navigators, term, before):
    letter = HomeLetter.objects.make(group, navigators.lessons[0], before=False)
    for number in range(7):
        letter.count_one()
        [row] = rows("families", school, term)
        assert row["Families, in fives"] == (None if number < 4 else 5)
    assert row["Classes with a letter"] == 1
    assert rows("families", school, before) == []
    assert "Families" in evidence.page_of(school, term)


def test_it_asks_as_much_for_many_classes_as_for_few(school, taught, teacher, navigators, term):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert sum(len(screen.rows) for _report, screen in evidence.parts_of(school, term)) > 5
        return len(queries)

    few = asked()
    for number in range(5):
        group = demo.make_class(school, f"More {number}", "Year 9", "navigators", [teacher])
        there = [group.enrol(f"Pupil {n}").learner for n in range(3)]
        live.close(live.open(group, navigators.lessons[1], teacher, mode="no_device"), finished=True, present=there)
    assert asked() == few


# --- the PDF ------------------------------------------------------------------------------------------------


def test_the_page_names_no_pupil(school, taught, term):
    page = evidence.page_of(school, term)
    assert "Hillside School" in page and "Year 8" in page and "Not confirmed yet" in page
    assert not any(learner.display_name in page for learner in taught)


def test_the_worker_makes_it_once_as_a_tagged_pdf(school, school_admin, taught, term, tmp_path):
    pack = EvidencePack.objects.ask(school, term, school_admin)
    assert EvidencePack.objects.ask(school, term, school_admin) == pack
    tasks.make_evidence()
    tasks.make_evidence()
    pack = EvidencePack.objects.get()
    assert (pack.state, pack.tries) == ("ready", 1)
    path = tmp_path / "evidence.pdf"
    path.write_bytes(bytes(pack.pdf))
    about = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    assert "Tagged:          yes" in about and "Evidence: Hillside School" in about


def test_what_fails_is_tried_again_and_old_packs_go(school, school_admin, term, monkeypatch):
    monkeypatch.setattr(evidence, "pdf_of", lambda school, period: 1 / 0)
    pack = EvidencePack.objects.ask(school, term, school_admin)
    tasks.make_evidence()
    pack.refresh_from_db()
    assert pack.state == "late" and pack.last_error == "ZeroDivisionError"
    EvidencePack.objects.update(asked_at=timezone.now() - timedelta(days=31))
    tasks.make_evidence()
    assert not EvidencePack.objects.exists()


# --- the pages ----------------------------------------------------------------------------------------------


def test_from_the_page_to_the_pdf(sign_in, school, school_admin, taught, term):
    client, path = sign_in(school_admin), reverse("classrooms:evidence", args=[school.pk])
    shown_again(client, school_admin)
    page = client.get(path, {"term": term.slug}).content.decode()
    assert "Make the PDF" in page and "Lessons run" in page
    assert "The PDF is being made" in client.post(path, {"term": term.slug}, follow=True).content.decode()
    pack = EvidencePack.objects.get()
    pdf = reverse("classrooms:evidence_pdf", args=[pack.pk])
    assert client.get(pdf).status_code == 404
    pack.keep(b"%PDF-1")
    assert pdf in client.get(path, {"term": term.slug}).content.decode()
    answer = client.get(pdf)
    assert (answer.content, answer["Content-Disposition"]) == (b"%PDF-1", 'inline; filename="evidence.pdf"')
    assert "no-store" in answer["Cache-Control"]
    assert AuditEntry.objects.filter(event="report_exported", detail__report="evidence").count() == 1


def test_its_tables_are_a_file_too(sign_in, school, school_admin, taught, term):
    """What the page says, part by part: a sheet each, or one below the other."""
    client, path = sign_in(school_admin), reverse("classrooms:evidence", args=[school.pk])
    shown_again(client, school_admin)
    parts = evidence.parts_of(school, term)
    answer = client.post(path, {"term": term.slug, "as": "xlsx"})
    assert answer["Content-Disposition"] == 'attachment; filename="report-evidence.xlsx"'
    book = load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == [str(report.title) for report, _screen in parts]
    text = client.post(path, {"term": term.slug, "as": "csv"}).content.decode("utf-8-sig")
    tables = [list(csv.reader(io.StringIO(table))) for table in text.split("\r\n\r\n")]
    for sheet, table, (report, screen) in zip(book, tables, parts, strict=True):
        heads = [column.title for column in screen.columns]
        assert next(sheet.iter_rows(values_only=True)) == tuple(heads)
        assert sheet.max_row - 1 == len(screen.rows)
        assert table[:2] == [[report.title], heads]
        assert table[2:] == [[shown(value) for value in row] for row in screen.rows]
    assert not EvidencePack.objects.exists()
    noted = AuditEntry.objects.filter(event="report_exported", detail__report="evidence")
    assert noted.count() == 2


def test_it_is_for_those_who_answer_for_the_school(sign_in, school, teacher, other_teacher, school_admin, term):
    pack = EvidencePack.objects.ask(school, term, school_admin)
    pack.keep(b"%PDF")
    for path in (reverse("classrooms:evidence", args=[school.pk]), reverse("classrooms:evidence_pdf", args=[pack.pk])):
        assert sign_in(teacher).get(path).status_code == 403
        assert sign_in(other_teacher).get(path).status_code == 404
