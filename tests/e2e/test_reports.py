"""A report in the browser: chosen, sorted, copied, printed; and as it was chosen the next time, for who chose it."""

import re

from playwright.sync_api import expect

from .people import sign_in_adult

CATCH = """navigator.clipboard.write = async ([item]) => {
  for (const kind of item.types) window[kind] = await (await item.getType(kind)).text();
}"""

COPIED = """() => new Promise((resolve) => {
  const look = () => ("text/plain" in window ? resolve() : setTimeout(look, 20));
  look();
})"""


def open_report(page, adult):
    """The progress of 8 Oak."""
    sign_in_adult(page, adult)
    with page.expect_navigation():
        page.get_by_role("link", name=re.compile("8 Oak")).first.click()
    with page.expect_navigation():
        page.get_by_role("link", name="Reports", exact=True).click()


def test_a_table_is_copied_and_its_order_is_kept_on_the_device(open_browser, demo):
    page = open_browser(width=820)
    page.add_init_script(CATCH)
    open_report(page, demo.adult("teacher"))
    address = page.url
    with page.expect_navigation():
        page.get_by_role("columnheader", name="Pupil").get_by_role("link").click()
    with page.expect_navigation():
        page.get_by_role("columnheader", name="Pupil").get_by_role("link").click()
    page.get_by_role("button", name="Copy as a table").click()
    expect(page.get_by_text("Copied. Paste it into")).to_be_visible()
    lines = page.evaluate("window['text/plain']").split("\n")
    assert lines[0].startswith("Pupil\t1. ") and lines[1].startswith("Zofia\t") and len(lines) == 31
    assert page.evaluate("window['text/html']").startswith("<table><tr><th>Pupil</th>")
    page.locator("tbody th a").first.evaluate("name => name.textContent = '=1+1'")
    page.evaluate("delete window['text/plain']")
    page.get_by_role("button", name="Copy as a table").click()
    page.evaluate(COPIED)
    assert page.evaluate("window['text/plain']").split("\n")[1].startswith("'=1+1\t"), (
        "a spreadsheet would calculate it"
    )

    page.goto(address)
    page.wait_for_url(re.compile(r"sort=-1"))
    expect(page.locator("tbody th").first).to_have_text("Zofia")
    with page.expect_navigation():
        page.locator("#choose-lesson").select_option(index=1)
    expect(page.locator("thead th")).to_have_count(3)
    lesson = page.locator("#choose-lesson").input_value()

    # And the lesson, on this page: from the address alone, and from another report.
    page.goto(address)
    page.wait_for_url(re.compile(f"sort=-1.*lesson={lesson}"))
    expect(page.locator("thead th")).to_have_count(3)
    for name in ("Sessions and attendance", "Progress"):
        with page.expect_navigation():
            page.get_by_role("navigation", name="Reports").get_by_role("link", name=name, exact=True).click()
    expect(page.locator("#choose-lesson")).to_have_value(lesson)
    with page.expect_navigation():
        page.locator("#choose-lesson").select_option(index=0)
    page.goto(address)
    page.wait_for_url(re.compile("sort=-1"))
    expect(page.locator("#choose-lesson")).to_have_value("")

    # On the same device, somebody else finds it as nobody has chosen anything.
    page.context.clear_cookies()
    sign_in_adult(page, demo.adult("school_admin"))
    page.goto(address)
    expect(page.locator("tbody th").first).to_be_visible()
    assert page.url.endswith(address)
    expect(page.locator("thead [aria-sort]")).to_have_count(0)


def test_a_column_is_sorted_by_keyboard_and_says_so(open_browser, demo):
    page = open_browser(width=820)
    open_report(page, demo.adult("teacher"))
    pupil = page.get_by_role("columnheader", name="Pupil")
    for order in ("ascending", "descending"):
        pupil.get_by_role("link").focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
        expect(pupil).to_have_attribute("aria-sort", order)
        expect(page.locator("thead [aria-sort]")).to_have_count(1)


def test_the_heads_stay_in_sight_and_paper_has_the_whole_table(open_browser, demo):
    page = open_browser(width=820)
    open_report(page, demo.adult("teacher"))
    region, head = page.get_by_role("region", name="Progress", exact=True), page.locator("thead th").first
    region.evaluate("region => region.scrollTo(0, region.scrollHeight)")
    assert region.evaluate("region => region.scrollTop") > 0, "there is nothing to scroll"
    assert abs(head.bounding_box()["y"] - region.bounding_box()["y"]) < 4

    page.emulate_media(media="print")
    assert region.evaluate("region => region.scrollHeight <= region.clientHeight + 1"), "paper does not scroll"
    expect(page.locator("tbody tr").last).to_be_visible()
    expect(page.locator("tbody tr")).to_have_count(30)
    for unwanted in ("Excel file", "CSV file", "Copy as a table", "Show"):
        expect(page.get_by_role("button", name=unwanted)).to_have_count(0)
