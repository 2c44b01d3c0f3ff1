"""A report in the browser: chosen, sorted, copied; and as it was chosen the next time."""

import re

from playwright.sync_api import expect

from .people import sign_in_adult

CATCH = """navigator.clipboard.write = async ([item]) => {
  for (const kind of item.types) window[kind] = await (await item.getType(kind)).text();
}"""


def test_a_table_is_copied_and_its_order_is_kept_on_the_device(open_browser, demo):
    page = open_browser(width=820)
    page.add_init_script(CATCH)
    sign_in_adult(page, demo.adult("teacher"))
    with page.expect_navigation():
        page.get_by_role("link", name=re.compile("8 Oak")).first.click()
    with page.expect_navigation():
        page.get_by_role("link", name="Reports", exact=True).click()
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

    page.goto(address)
    page.wait_for_url(re.compile(r"sort=-1"))
    expect(page.locator("tbody th").first).to_have_text("Zofia")
    with page.expect_navigation():
        page.locator("#choose-lesson").select_option(index=1)
    expect(page.locator("thead th")).to_have_count(3)
