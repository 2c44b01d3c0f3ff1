"""What holds for every template and style sheet in the house."""

import gzip
import re

import pytest
from django.conf import settings

from pages import checks
from pages.bundles import bundle
from pages.templatetags.waymark import ICONS

TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
CSS = settings.BASE_DIR / "site" / "static" / "css"
SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>", re.IGNORECASE)
STYLE = re.compile(r"<style|\sstyle\s*=", re.IGNORECASE)
HANDLER = re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE)
ON_PAPER = (
    "certificates/designs",
    "delivery_record",
    "cards_pdf",
    "evidence_pdf",
    "classrooms/mail",
    "letter_home_pdf",
    "families/mail",
    "pupil_record",
)  # WeasyPrint draws these, or they are letters or a file to take away, and no policy holds there
ON_SCREEN = [path for path in TEMPLATES if not any(part in path.as_posix() for part in ON_PAPER)]


def ids(path):
    return path.relative_to(settings.BASE_DIR).as_posix()


@pytest.mark.parametrize("path", ON_SCREEN, ids=ids)
def test_no_template_has_script_or_style_of_its_own(path):
    """The content security policy would stop it, silently."""
    source = path.read_text()
    assert not SCRIPT.search(source) and not STYLE.search(source) and not HANDLER.search(source)


@pytest.mark.parametrize("path", ON_SCREEN, ids=ids)
def test_no_template_loads_anything_from_another_host(path):
    assert not re.search(r"""(?:src|srcset)=["'](?:https?:)?//|<link[^>]+href=["']https?:""", path.read_text())


@pytest.mark.parametrize("path", sorted(CSS.rglob("*.css")), ids=lambda path: path.name)
def test_style_sheets_stay_at_home(path):
    source = path.read_text()
    assert "@import" not in source
    assert not re.findall(r"""url\((?!["']?(?:data:|\.\./)).*""", source)


def test_every_icon_that_a_template_names_exists():
    named = {name for path in TEMPLATES for name in re.findall(r"{% icon ['\"]([\w-]+)['\"] %}", path.read_text())}
    named |= {
        name
        for path in TEMPLATES
        for name in re.findall(r"components/icon\.html['\"] with name=['\"]([\w-]+)['\"]", path.read_text())
    }
    assert named <= set(ICONS), named - set(ICONS)


def test_what_every_page_loads_is_light():
    """The style sheet of every page, the script of every page and the one font, as they go over the wire."""
    sheets, script = (len(gzip.compress(bundle(name).encode())) for name in ["css/site.css", "js/page.js"])
    font = settings.BASE_DIR / "site" / "static" / "fonts" / "atkinson-hyperlegible-next-latin.woff2"
    assert sheets < 20_000
    assert script < 5_000
    assert font.stat().st_size < 24_000


def test_the_font_writes_welsh_and_gaelic():
    from fontTools.ttLib import TTFont

    fonts = (settings.BASE_DIR / "site" / "static" / "fonts").glob("*.woff2")
    letters = {letter for font in fonts for letter in TTFont(font).getBestCmap()}
    assert {ord(letter) for letter in "ŵŷŴŶâêîôûàèìòùÀÈÌÒÙáéíóúłżąțğ’“”–"} <= letters


def test_the_machine_has_what_certificates_need():
    assert checks.libraries(None) == []


def test_a_missing_library_is_a_warning_with_advice(monkeypatch):
    monkeypatch.setattr(checks, "LIBRARIES", {"no-such-thing": ("Nothing works.", "libnothing")})
    (warning,) = checks.libraries(None)
    assert "no-such-thing" in warning.msg and "apt-get install libnothing" in warning.hint


def test_a_package_named_site_would_be_seen(settings, tmp_path):
    assert checks.no_package_named_site(None) == []
    settings.BASE_DIR = tmp_path
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "__init__.py").touch()
    assert [error.id for error in checks.no_package_named_site(None)] == ["pages.E001"]


@pytest.mark.parametrize("path", sorted((settings.BASE_DIR / "templates" / "components").rglob("*.svg")), ids=ids)
def test_a_drawing_may_stand_on_a_page_twice(path):
    assert not re.search(r"\sid=|url\(#", path.read_text())
