"""The designs: each band has one, a course may choose another; course, name and date stand on them and no more."""

import datetime
import io
import re
import subprocess

import pikepdf
import pytest
from PIL import Image

from accounts.choices import AgeBand
from certificates.awarding import award
from certificates.batches import lay_out
from certificates.designs import DESIGNS, design_for, design_of
from certificates.models import Certificate, CourseCertificate
from certificates.paper import Paper
from certificates.printing import print_certificate
from certificates.wording import heading, length, reason
from courses.models import Course
from tests.pdfs import certificate, printed

Kind = Certificate.Kind


@pytest.fixture
def text(tmp_path):
    def of(pdf):
        path = tmp_path / "certificate.pdf"
        path.write_bytes(pdf)
        done = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
        return " ".join(done.stdout.split())

    return of


def test_each_band_has_a_design_of_its_own_kind():
    assert {band: design_for(band).slug for band in AgeBand} == {
        "sparks": "kites",
        "explorers": "kites",
        "navigators": "path",
        "pathfinders": "contours",
        "family": "home",
        "staff": "seal",
    }


def test_a_design_that_was_taken_away_is_no_fault():
    assert design_of("gone") is DESIGNS[0]


@pytest.mark.parametrize("design", DESIGNS, ids=lambda design: design.slug)
def test_each_says_who_what_and_when_and_no_more(text, design):
    said = text(printed(design=design.slug, kind=Kind.STAFF))
    for words in ["Amira", "Navigators: Online Safety", "Hillside School", "23 November 2026", "2 hours 30 minutes"]:
        assert words in said
    for word in ["blackmail", "sextortion", "%", "score", "mark "]:
        assert word not in said.lower()


@pytest.mark.parametrize("design", DESIGNS, ids=lambda design: design.slug)
def test_a_pupil_without_a_name_gets_a_line(text, design):
    assert "awarded to Name for completing" in text(printed(design=design.slug, name=""))


@pytest.mark.parametrize("design", DESIGNS, ids=lambda design: design.slug)
@pytest.mark.parametrize("paper", Paper.values)
def test_the_longest_words_stay_on_one_page_of_the_paper(design, paper):
    pdf = printed(design=design.slug, paper=paper, name="W" * 60, title="Wide Title " * 10, school="Wide School " * 10)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert len(document.pages) == 1
        width, height = (float(side) * 25.4 / 72 for side in document.pages[0].MediaBox[2:])
    assert (round(width, 1), round(height, 1)) == (Paper(paper).width, Paper(paper).height)


@pytest.mark.parametrize("design", DESIGNS, ids=lambda design: design.slug)
def test_a_picture_has_no_words_and_asks_for_nothing(design):
    for band in design.palettes:
        drawing = design.drawing(band)
        assert "<text" not in drawing and "{{" not in drawing
        assert not re.search(r'(?:href|src)="(?!#)', drawing)
        assert all(colour for colour in re.findall(r'(?:fill|stroke)="([^"]*)"', drawing) + ["x"]), (
            "a colour is missing"
        )
        assert '=""' not in drawing


def test_the_course_chooses_design_and_paper(pupil, navigators, take_all, on_course):
    CourseCertificate.objects.create(course=navigators, design="contours", paper=Paper.LETTER)
    take_all(pupil)
    given = award(pupil, navigators)
    assert (given.design, given.paper) == ("contours", Paper.LETTER)


def test_a_certificate_keeps_the_logo_that_the_school_had(school, pupil, navigators, take_all, on_course):
    school.logo = "logos/one.png"
    school.save()
    take_all(pupil)
    given = award(pupil, navigators)
    school.logo = ""
    school.save()
    given.refresh_from_db()
    assert given.logo == "logos/one.png"


def test_a_pupils_paper_names_no_school_that_does_not_want_it(school, pupil, teacher, navigators, take_all, on_course):
    school.on_certificates = False
    school.save()
    take_all(pupil)
    assert award(pupil, navigators).school == ""
    staff = Course.objects.get(band=AgeBand.STAFF)
    for part in staff.lessons:
        part.finish(teacher)
    assert award(teacher, staff).school == "Hillside School"  # a training record says where


@pytest.mark.parametrize("design", DESIGNS, ids=lambda design: design.slug)
@pytest.mark.parametrize("school", ["Hillside School", ""])
def test_a_logo_is_drawn_and_has_words_with_and_without_the_name(design, school, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "logos").mkdir()
    Image.new("RGB", (200, 80), "#0c5c4f").save(tmp_path / "logos" / "one.png")
    row = certificate(design=design.slug, school=school, logo="logos/one.png")
    alone, [sheet] = print_certificate(row)[0], lay_out([row])
    for pdf in (alone, sheet.pdf()):
        assert pictures_in(pdf) == pictures_in(printed(design=design.slug, school=school)) + 1
        assert f"Logo of {school or 'the school'}" in alternatives(pdf)


def pictures_in(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return sum(one.get("/Subtype") == "/Image" for one in document.pages[0].Resources.XObject.values())


def alternatives(pdf):
    """What stands for the pictures, for who does not see them."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return {str(one.Alt) for one in document.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one}


def test_a_lost_logo_stops_no_certificate(text, media):
    assert "Amira" in text(printed(logo="logos/lost.png"))


def test_words_follow_from_what_it_is_for():
    assert heading(certificate(kind=Kind.ATTENDANCE)) == "Certificate of attendance"
    assert reason(certificate(kind=Kind.ATTENDANCE)) == "for taking part in the course"
    assert reason(certificate(kind=Kind.CLASS)) == "for completing the course together"
    assert reason(certificate()) == "for completing the course"
    assert reason(certificate(kind=Kind.STAFF)) == "for completing the course (2 hours 30 minutes)"
    assert [length(minutes) for minutes in (1, 60, 61, 120)] == ["1 minute", "1 hour", "1 hour 1 minute", "2 hours"]


def test_a_pupil_s_is_neither_archived_nor_signed_nor_badged(signing_key, monkeypatch):
    pdf = printed(awarded_on=datetime.date(2026, 11, 23))
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert not document.attachments
        assert "/AcroForm" not in document.Root
        assert b"pdfaid" not in document.Root.Metadata.read_bytes()
