"""Each template in each band that it can have, looked at by axe and by our own looks. A page that nobody walks fails.

`make audit` walks every page in every state, with more than axe.
"""

import pytest

from tests.test_matrix import NAMES
from tests.walk import looking
from tests.walk.walking import DARK, show_in

# Addresses that show no page of their own, and why.
NO_PAGE = {
    "accounts:go": "leads on",
    "accounts:sign_out": "takes a POST and leads on",
    "classrooms:act": "takes a POST and leads back",
    "classrooms:live_poll": "for scripts",
    "classrooms:state": "for scripts",
    "accounts:open_invitation": "keeps the invitation and leads on",
    "account_confirm_login_code": "there is no sign-in by code",
    "certificates:badge_identity": "for machines",
    "certificates:badge_status": "for machines",
    "certificates:file": "a PDF; held to PDF/UA elsewhere",
    "classrooms:pause": "takes a POST and leads back",
    "classrooms:unlock": "takes a POST and leads back",
    "mfa_download_recovery_codes": "a text file",
    "mfa_login_webauthn": "for scripts",
    "openid_connect_callback": "leads on; the demo has no provider",
    "openid_connect_login": "leads to the provider; the demo has none",
    "socialaccount_signup": "leads to the sign-in: accounts are linked by invitation alone",
    "pages:healthz": "for machines",
    "classrooms:cards_pdf": "a PDF",
    "classrooms:pack_file": "a PDF, or a ZIP",
    "classrooms:evidence_pdf": "a PDF",
    "classrooms:home_letter_pdf": "a PDF",
    "courses:take_up": "a button",
    "families:hand_over": "a button",
    "classrooms:open_cover": "leads on to classrooms:cover",
    "classrooms:preview": "leads on to classrooms:class_page",
    "classrooms:end_preview": "leads on to classrooms:class_courses",
}
ERRORS = ["403", "403_csrf", "404", "500", "503"]
# Where a finger of a child comes; adults have the 24 px that WCAG 2.2 asks for, and axe looks at those.
CHILDREN = {"sparks", "explorers", "navigators", "pathfinders"}
ADULTS_ONLY = {"courses:report_mistake", "courses:styleguide"}
CHILDREN_TOO = {"wagtail_serve", "accounts:join", "classrooms:class_page", "404", "403_csrf"}


@pytest.mark.parametrize("name", sorted(set(NAMES) - set(NO_PAGE)) + ERRORS)
def test_page(walk, name):
    pages = [page for page in walk.named(name) if page.core]
    assert pages, f"Nobody walks {name}: name its pages in tests/walk/pages.py, or say in NO_PAGE why it has none."
    # Dark is a matter of tokens: the style guide shows each component in each band's, another page those of its own.
    dark = pages if name == "courses:styleguide" else pages[:1]
    found = [f"{page}: {sentence}" for page in pages for sentence in look_at(walk, page, page in dark)]
    assert not found, "\n".join(sorted(set(found)))


def look_at(walk, page, in_the_dark):
    """At 320 px, which is also 400 % zoom; on a phone, with everything unfolded; and wide, in the dark."""
    tab = walk.open(page, width=320)
    yield from looking.sideways(tab)
    looking.resize(tab, 360)
    yield from looking.hidden_focus(tab)
    looking.open_all(tab)
    yield from looking.axe(tab, preload=False)
    yield from targets(tab, page)
    if in_the_dark:
        looking.resize(tab, 1280)
        yield from targets(tab, page)
        show_in(tab, DARK)
        yield from looking.axe(tab, looking.COLOURS, preload=False)
    yield from [f"console: {trouble}" for trouble in tab.troubles]


def targets(tab, page):
    if page.band in CHILDREN and page.name not in ADULTS_ONLY or page.name in CHILDREN_TOO:
        yield from looking.small_targets(tab)


def test_no_page_is_named_that_is_not_there(walk):
    known = {*NAMES, *ERRORS}
    assert set(NO_PAGE) <= known
    assert {page.name for page in walk.pages} <= known


def test_every_band_has_its_pages(walk):
    """A course that is missing would otherwise be a walk that is shorter."""
    bands = {page.band for page in walk.named("courses:step")}
    assert bands == {"sparks", "explorers", "navigators", "pathfinders", "family", "staff"}


def test_axe_is_listening(walk):
    """The looks find what is planted: else an empty list would mean nothing."""
    tab = walk.open(walk.named("accounts:join")[0])
    tab.evaluate(PLANT)
    assert {sentence.partition(":")[0] for sentence in looking.axe(tab)} >= {"button-name", "color-contrast", "label"}
    assert any("Tiny" in sentence for sentence in looking.small_targets(tab))
    assert any("Unseen" in sentence for sentence in looking.hidden_focus(tab))
    assert looking.sideways(tab)


PLANT = """
  const main = document.querySelector("main");
  const links = "<a href=/>Tiny</a><a href=/>Unseen</a>";
  main.insertAdjacentHTML("beforeend", `<button></button><input name=a><p>Faint</p>${links}`);
  const [unseen, tiny, faint] = [...main.children].reverse();
  unseen.style.setProperty("outline", "none", "important");
  tiny.style.width = "20px";
  faint.style.cssText = "color: #aaa; background: #fff; width: 2000px";
"""
