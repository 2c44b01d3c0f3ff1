"""The whole road in a browser, as pupil and as teacher, with and without JavaScript."""

import subprocess

import pytest
from playwright.sync_api import expect

from .people import answer_all, read_lesson, sign_in_adult, sign_in_with_card

LESSONS = 6
KINDS = {"single_choice", "multiple_choice", "true_false", "put_in_order", "sort_into_groups", "matching"}


def walk_the_course(page, class_group, pupil, keyboard=False):
    sign_in_with_card(page, class_group, pupil)
    met = set()
    for _lesson in range(LESSONS):
        page.goto("/class/")
        page.locator("main a.button--primary").click()
        read_lesson(page)
        met |= set(answer_all(page, keyboard))
    assert met == KINDS
    page.goto("/class/")
    page.locator("main a.button--primary").click()
    assert len(answer_all(page, keyboard)) == 10
    page.goto("/class/")
    page.get_by_text("You’ve finished Navigators").wait_for()


def open_certificate(page, tmp_path, javascript):
    """Wait until it is printed: the page looks again by itself, without script the pupil does. Then fetch the file."""
    with page.expect_navigation():
        page.get_by_role("link", name="certificate").first.click()
    link = page.get_by_role("link", name="Open")
    for _ in range(0 if javascript else 30):
        if link.count():
            break
        page.wait_for_timeout(1000)
        page.reload()
    expect(link.first).to_be_visible(timeout=60_000)
    pdf = tmp_path / "certificate.pdf"
    pdf.write_bytes(page.request.get(link.first.get_attribute("href")).body())
    return pdf


def poppler(program, pdf, *more):
    return subprocess.run([program, *more, pdf, *(["-"] if program == "pdftotext" else [])],
                          capture_output=True, text=True, check=True).stdout  # fmt: skip


def teacher_sees(page, demo, class_group, pupil):
    """The teacher of the class finds the pupil's row and opens the certificate."""
    sign_in_adult(page, demo.adult("teacher"))
    page.get_by_role("link", name=class_group["name"], exact=True).click()
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=pupil["name"], exact=True))
    expect(row.locator("td[data-state=finished]")).to_have_count(LESSONS)
    expect(row.locator("td[data-state=passed]")).to_have_count(1)
    row.get_by_role("link", name="Open").click()
    link = page.get_by_role("link", name="Open the certificate").get_attribute("href")
    assert page.request.get(link).body().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("place", "width", "javascript", "keyboard"),
    [(8, 1280, True, True), (10, 360, False, False)],  # who came to no live lesson
    ids=["keyboard", "phone without JavaScript"],
)
def test_from_the_card_to_the_certificate(demo, open_browser, tmp_path, place, width, javascript, keyboard):
    class_group = demo.class_group(1)
    pupil = class_group["pupils"][place]
    page = open_browser(width=width, javascript=javascript)
    walk_the_course(page, class_group, pupil, keyboard)
    pdf = open_certificate(page, tmp_path, javascript)
    assert pupil["name"] in poppler("pdftotext", pdf)
    assert "Tagged:          yes" in poppler("pdfinfo", pdf)
    assert "Document" in poppler("pdfinfo", pdf, "-struct")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth") if javascript else True
    assert not page.context.troubles
    teacher_sees(open_browser(), demo, class_group, pupil)
