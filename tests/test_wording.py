"""What Django and allauth would say to people is said in our words: site/wording, see docs/translating.md."""

import gettext
import html
import re
from pathlib import Path

import allauth
import django
import pytest
from django.conf import settings

CATALOGUE = settings.LOCALE_PATHS[1] / "en_GB" / "LC_MESSAGES" / "django.po"
THEIRS = [
    *(Path(django.__file__).parent / app / "locale/en/LC_MESSAGES/django.po" for app in ["conf", "contrib/auth"]),
    Path(allauth.__file__).parent / "locale/de/LC_MESSAGES/django.po",
]


def entries(path):
    """(what is said, or the same of many; our words) of a file for translators."""
    text = re.sub(r'"\n"', "", path.read_text())
    return re.findall(
        r'^msgid(?:_plural)? "(.+)"\n(?:msgid_plural ".*"\n)?msgstr(?:\[0\])? "(.*)"', text, re.MULTILINE
    )


def test_only_what_they_still_say_is_said_anew():
    theirs = {said for path in THEIRS for said, _words in entries(path)}
    assert [said for said, _words in entries(CATALOGUE) if said not in theirs] == []


def test_what_is_compiled_is_what_is_written():
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    assert {said: compiled.gettext(said) for said, _words in entries(CATALOGUE)} == dict(entries(CATALOGUE))


# What nobody meets here: phones, sign-in by code, several addresses, links in place of codes, letters to strangers.
OFF = re.compile("phone|login_code|primary_email|password_reset_(?!code)|unknown_account|base_")


@pytest.mark.parametrize("kind", ["email", "messages"])
def test_what_is_said_afterwards_and_in_letters_is_in_our_words(kind):
    ours, own = dict(entries(CATALOGUE)), settings.BASE_DIR / "templates"
    for app in ["account", "mfa", "socialaccount"]:
        for path in (Path(allauth.__file__).parent / "templates" / app / kind).glob("*.txt"):
            if OFF.search(path.name) or (own / app / kind / path.name).exists():
                continue
            for said in re.findall(r"{% blocktrans.*? %}(.+?){% endblocktrans", path.read_text(), re.DOTALL):
                assert re.sub(r"{{ *(\w+) *}}", r"%(\1)s", said) in ours, path.name


EMPTY = ["/account/login/", "/account/signup/", "/account/password/reset/", "/school/new/", "/family/save/"]


@pytest.mark.parametrize("path", EMPTY)
def test_an_empty_form_is_answered_in_our_words(client, db, path):
    page = html.unescape(client.post(path, {"sent": "1"}, follow=True).content.decode())
    assert "Please " in page
    assert not re.search(r"This field is required|Enter a valid|\bemail\b(?!_)|>Email", re.sub(r"<[^>]*>", "", page))
