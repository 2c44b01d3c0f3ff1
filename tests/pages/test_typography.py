"""What people read has the marks of print: “ ” ‘ ’. The courses' own files are held to it by `lint_content`."""

import ast
import re

import pytest
from django.conf import settings

from courses.loading.typography import straight_marks

ROOT = settings.BASE_DIR
APPS = ["accounts", "certificates", "classrooms", "courses", "families", "pages", "quizzes", "site"]
MARKS = re.compile(r"['\"]")
SAID = re.compile(r"{%\s*(?:block)?translate\s+(?:\"([^\"]*)\"|'([^']*)')")
NOT_READ = re.compile(
    r"{#.*?#}|{%\s*comment.*?endcomment\s*%}|{%.*?%}|{{.*?}}|<!--.*?-->|<(style|script)\b.*?</\1>", re.DOTALL
)
ELEMENT = re.compile(r"<[a-zA-Z/!](?:\"[^\"]*\"|'[^']*'|[^'\">])*>")
# A tag in pieces, around which no words stand.
PIECES = ("allauth/elements/button.html", "courses/blocks/chat_spotter.html")
GETTEXT = re.compile(r"^(_|n?p?gettext(_lazy|_noop)?)$")


def templates():
    for path in sorted((ROOT / "templates").rglob("*.*")):
        if path.suffix in {".html", ".txt"} and "LICENSE" not in path.name.upper():
            yield path


def words_of(template):
    """The literals of its translations, and what stands between its tags."""
    text = template.read_text()
    for double, single in SAID.findall(text):
        yield double or single
    if not template.as_posix().endswith(PIECES):
        yield from ELEMENT.sub("", NOT_READ.sub("", text)).splitlines()


def marked_strings(path):
    """Those that are given to gettext; markup in them has straight marks."""
    for call in ast.walk(ast.parse(path.read_text())):
        name = isinstance(call, ast.Call) and (getattr(call.func, "id", "") or getattr(call.func, "attr", ""))
        if name and GETTEXT.match(name):
            for part in (part for argument in call.args for part in ast.walk(argument)):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield ELEMENT.sub("", part.value)


def test_templates():
    assert [(path.name, line) for path in templates() for line in words_of(path) if MARKS.search(line)] == []


@pytest.mark.parametrize("app", APPS)
def test_the_messages_of(app):
    files = [path for path in sorted((ROOT / app).rglob("*.py")) if "migrations" not in path.parts]
    assert [said for path in files for said in marked_strings(path) if MARKS.search(said)] == []


def test_the_files_of_help():
    files = sorted((ROOT / "content").glob("*.yaml"))
    assert [str(remark) for path in files for remark in straight_marks(path)] == []


def test_what_is_looked_for_is_found(tmp_path):
    said = tmp_path / "page.html"
    said.write_text("<p title='a'>{% translate \"It's here\" %}</p>\n{# isn't #}<p>Don't</p>")
    assert [words for words in words_of(said) if MARKS.search(words)] == ["It's here", "Don't"]
