"""The PDF: what it says, that it is whole, and that nothing from outside gets in."""

import datetime
import io
import re
import subprocess
import time

import pikepdf
import pytest
import segno
from PIL import Image
from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError

from certificates import printing
from certificates.faces import FACES, face_for
from certificates.models import Certificate


def certificate(name="Amira", **fields):
    fields = {"title": "Navigators: Online Safety", "band": "navigators", "school": "Hillside School"} | fields
    return Certificate(pk=1, name=name, design="path", **fields)


@pytest.fixture
def run(tmp_path):
    """Print, then ask a program of poppler-utils about the PDF."""

    def on_pdf(program, *options, **fields):
        path = tmp_path / "certificate.pdf"
        path.write_bytes(printing.print_certificate(certificate(**fields))[0])
        after = ["-"] if program == "pdftotext" else []
        done = subprocess.run([program, *options, path, *after], capture_output=True, text=True, check=True)
        assert not done.stderr, "poppler had something to say about the file"
        return " ".join(done.stdout.split()) if program == "pdftotext" else done.stdout

    return on_pdf


def test_it_says_who_what_when_and_where(run):
    text = run("pdftotext", awarded_on=datetime.date(2026, 11, 23), code="222333444555666777")
    for words in [
        "Amira",
        "Navigators: Online Safety",
        "Hillside School",
        "23 November 2026",
        "Signed",
        "222-333-444-555-666-777",
        "localhost:8000/verify",
    ]:
        assert words in text


def test_it_is_a_tagged_document_with_a_title_and_a_language(run):
    about = run("pdfinfo")
    assert re.search(r"Tagged:\s+yes", about)
    assert re.search(r"Title:\s+Certificate: Navigators: Online Safety", about)
    assert re.search(r"Pages:\s+1", about)
    assert "Page size:       841.89 x 595.276 pts (A4)" in about
    tags = run("pdfinfo", "-struct-text")
    assert tags.index("H1") < tags.index('"Amira"') < tags.index("H2") < tags.index("Figure")
    assert "pdfuaid" in run("pdfinfo", "-meta")
    pdf, _by_hand = printing.print_certificate(certificate())
    assert b"/Lang (en-GB)" in uncompressed(pdf)


def uncompressed(pdf):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(
            out,
            compress_streams=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
        )
    return out.getvalue()


def test_the_code_in_the_picture_has_words_too():
    pdf, _by_hand = printing.print_certificate(certificate(code="222333444555666777"))
    assert b"/Alt (QR code: opens http://localhost:8000/verify/222-333-444-555-666-777/)" in uncompressed(pdf)


def test_the_picture_is_the_code_of_the_address_where_it_is_checked():
    pdf, _by_hand = printing.print_certificate(certificate(code="222333444555666777"))
    with pikepdf.open(io.BytesIO(pdf)) as document:
        found = document.pages[0].Resources.XObject.values()
        [picture] = [pikepdf.PdfImage(one).as_pil_image() for one in found if one.get("/Subtype") == "/Image"]
    code = segno.make("http://localhost:8000/verify/222-333-444-555-666-777/", error="m", mask=3, micro=False)
    rows = [list(row) for row in code.matrix_iter(border=2)]
    dots = picture.convert("L").resize((len(rows), len(rows)), Image.Resampling.NEAREST)
    assert [[int(dots.getpixel((x, y)) < 128) for x in range(len(rows))] for y in range(len(rows))] == rows


def test_the_drawing_is_decoration_for_a_screen_reader():
    pdf = uncompressed(printing.print_certificate(certificate())[0])
    assert b"/Artifact BMC q /furniture Do Q EMC" in pdf


def test_fonts_are_inside_and_only_the_letters_used(run):
    rows = [line.split() for line in run("pdffonts").splitlines()[2:]]
    assert len(rows) == 2
    for name, *_rest in rows:
        assert re.match(r"[A-Z]{6}\+", name)
    assert all("yes yes yes" in " ".join(row) for row in rows)


@pytest.mark.parametrize(
    ("name", "face"),
    [
        ("Ŵyn Tŷ", "display"),
        ("Łukasz", "display"),
        ("Güneş Ğ", "display"),
        ("Nguyễn Thị Hằng", "display"),
        ("Adébáyọ̀ Ṣadé", "serif"),
        ("Олександра", "serif"),
        ("محمد", "arabic"),
        ("ਗੁਰਪ੍ਰੀਤ", "gurmukhi"),
        ("তাসনিম", "bengali"),
    ],
)
def test_names_of_british_classrooms_are_written(run, name, face):
    assert printing.printable(name) == (name, face)
    pdf, by_hand = printing.print_certificate(certificate(name))
    assert not by_hand
    assert len(pdf) < 40_000
    assert len(run("pdffonts", name=name).splitlines()) - 2 <= 3


def test_a_long_name_takes_two_lines(run):
    name = "Maximiliana Bartholomäa Wolfeschlegelsteinhausen Bergerdorff"
    assert name in run("pdftotext", name=name)
    assert re.search(r"Pages:\s+1", run("pdfinfo", name=name))


def test_long_titles_and_schools_stay_on_their_lines(run):
    long = {"title": "Pathfinders: " + "Online Safety " * 7, "school": "Ysgol Gyfun Gymraeg " * 6}
    assert re.search(r"Pages:\s+1", run("pdfinfo", **long))
    text = run("pdftotext", "-layout", **long)
    assert long["title"].strip() in text and long["school"].strip() in text


@pytest.mark.parametrize("name", ["", "   ", "李明", "Amira 🎉", "e" + "\u0301" * 50, "M" * 61, "\u202e\u2066"])
def test_what_cannot_be_written_is_a_line_and_never_a_box(run, name):
    pdf, by_hand = printing.print_certificate(certificate(name))
    assert by_hand
    text = run("pdftotext", name=name)
    assert "awarded to Name for completing" in text


@pytest.mark.parametrize(
    "name",
    [
        '<img src="file:///etc/passwd">',
        '<link rel=attachment href="file:///etc/passwd">',
        "<style>@import url(http://127.0.0.1:9/x)</style>",
        "</p><script>alert(1)</script>",
        "{{ settings.SECRET_KEY }}{% now 'Y' %}",
    ],
)
def test_a_name_is_only_ever_a_name(run, name):
    assert name in run("pdftotext", name=name)


def test_the_line_of_a_name_cannot_be_turned_round():
    assert printing.printable("Ami\u202era") == ("Amira", "display")


def test_a_name_made_to_hang_the_printer_does_not():
    begin = time.process_time()
    printing.print_certificate(certificate("a" + "\u0300" * 100_000))
    printing.print_certificate(certificate("W" * 100_000))
    assert time.process_time() - begin < 5


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "http://127.0.0.1:9/", "https://example.org/", "data:text/plain,x", "waymark:other"]
)
def test_the_fetcher_refuses_everything_else(url):
    own = printing.OwnAssets({"waymark:qr": ("image/png", printing.qr("x"))})
    HTML(string='<img src="waymark:qr" alt="">', url_fetcher=own).write_pdf()
    for html in [
        f'<img src="{url}" alt="">',
        f'<link rel="stylesheet" href="{url}">',
        f'<link rel="attachment" href="{url}">',
        f"<style>@import url({url})</style>",
        f'<style>p {{ background: url("{url}") }}</style><p>x',
        f'<object data="{url}"></object>',
    ]:
        with pytest.raises(FatalURLFetchingError):
            HTML(string=html, url_fetcher=own).write_pdf()


def test_a_school_name_that_cannot_be_written_is_left_out(run):
    assert "学" not in run("pdftotext", school="学校")
    assert "Ysgol Tŷ Coch" in run("pdftotext", school="Ysgol Tŷ Coch")


def test_each_face_can_write_something():
    assert {face_for(text) for text in ["A", "Ж", "م", "ਗ", "ত"]} == set(FACES) - {"text"}


def test_the_words_of_every_design_have_their_letters():
    assert (
        face_for("Certificate awarded to for completing the course Date Signed Is it genuine? Look here:") == "display"
    )
