"""The certificates of a class in one go: begun, looked at again, taken along; and stopped."""

import re

from playwright.sync_api import expect

from .people import sign_in_adult


def test_a_class_pack_is_made_survives_a_reload_and_can_be_stopped(open_browser, demo):
    page = open_browser(width=820)
    sign_in_adult(page, demo.adult("teacher"))
    with page.expect_navigation():
        page.get_by_role("link", name=re.compile("8 Oak")).first.click()
    with page.expect_navigation():
        page.get_by_role("link", name="Certificates", exact=True).click()
    wait_until_earned(page)
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("^Make .* to print")).click()
    address = page.url
    page.goto(address)  # the bar is the server's, not this page's
    expect(page.get_by_role("progressbar").or_(page.get_by_text("ready to print"))).to_be_visible()
    expect(page.get_by_role("link", name="Open all (PDF)")).to_be_visible(timeout=30_000)

    for kind, begins in [("Open all (PDF)", b"%PDF-"), ("One file each (ZIP)", b"PK")]:
        file = page.context.request.get(page.get_by_role("link", name=kind).get_attribute("href"))
        assert file.ok and file.body().startswith(begins), kind

    assert any(stopped(page) for _again in range(5))  # unless the worker was quicker, which is there in two seconds


def wait_until_earned(page):
    """The worker of a demo that has just begun gives its certificates in the first seconds."""
    for _second in range(30):
        if page.get_by_role("button", name=re.compile("to print$")).count():
            return
        page.wait_for_timeout(1000)
        page.goto(page.url)


def stopped(page):
    with page.expect_navigation():
        page.get_by_role("button", name="Make them anew").click()
    if page.get_by_role("button", name="Stop").is_visible():
        with page.expect_navigation():
            page.get_by_role("button", name="Stop").click()
    expect(page.get_by_text("ready to print").or_(page.get_by_text("You stopped it"))).to_be_visible(timeout=30_000)
    return page.get_by_text("You stopped it").is_visible()
