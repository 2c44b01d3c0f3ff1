"""Ready for another language: what is seen is marked, and a letter home comes in a language that is there."""

import gettext
import re
import shutil
import struct

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.template.base import Lexer, TokenType
from django.test import Client
from django.utils import translation

from accounts.choices import Nation
from courses.models import Course
from families.letter_home import LetterHome
from families.models import HomeLetter
from families.printing import page_of

TEMPLATES = sorted(
    path
    for folder in ["families", "families/parts", "families/mail"]
    for path in (django_settings.BASE_DIR / "templates" / folder).glob("*.*")
)
OUR_NAME = {"Waymark"}
SAID_ALOUD = re.compile(r"""\b(?:alt|title|placeholder|aria-label|content)=(["'])(.*?)\1""")
NOT_WORDS = re.compile(r"<(style|script)\b.*?</\1>|<!--.*?-->", re.DOTALL)
FOR_MACHINES = re.compile(r"""<meta (?!name=["']description)[^>]*>""")


def unmarked(source):
    """The words of a template that a reader meets and that no translator would."""
    kept, inside = [], False
    for token in Lexer(source).tokenize():
        name = token.contents.split()[0] if token.contents.split() else ""
        if token.token_type == TokenType.BLOCK:
            opens = name == "blocktranslate" or token.contents == "block page_class"  # the names of styles
            inside = opens or (inside and name not in {"endblocktranslate", "endblock"})
        elif token.token_type == TokenType.TEXT and not inside:
            kept.append(token.contents)
            continue
        kept.append(" " if token.token_type == TokenType.BLOCK else "")
    html = FOR_MACHINES.sub(" ", NOT_WORDS.sub(" ", "".join(kept)))
    spoken = " ".join(match[2] for match in SAID_ALOUD.finditer(html))
    seen = re.sub(r"&\w+;|/\S+/", " ", re.sub(r"<[^>]*>", " ", html))  # without entities and addresses
    return [word for word in re.findall(r"[^\W\d_]{2,}", f"{seen} {spoken}") if word not in OUR_NAME]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_word_of_a_template_is_marked(path):
    assert unmarked(path.read_text()) == []


@pytest.mark.parametrize(
    "source",
    [
        "<p>Hello</p>",
        '<img alt="A cat">',
        "{% if a %}Yes{% endif %}",
        "{% blocktranslate %}Marked{% endblocktranslate %} not",
    ],
)
def test_a_word_that_is_not_marked_is_found(source):
    assert unmarked(source)


def test_what_is_marked_or_for_machines_is_not():
    source = """{% translate "Hello" %} {% blocktranslate %}One {{ n }}{% plural %}More{% endblocktranslate %}
    <p class="lead" lang="en-GB">{{ words }} &nbsp; 3 &middot; x</p><style>p { color: red }</style>{# a remark #}"""
    assert unmarked(source) == []


# --- a tiny language -------------------------------------------------------------------------------------

WELSH = {
    "What your child learned today": "Yr hyn a ddysgodd eich plentyn heddiw",
    "Dear parents and carers,": "Annwyl rieni a gofalwyr,",
    "Three ways to start talking": "Tair ffordd o ddechrau siarad",
    "Hide the friends list. Switch location off.": "Cuddiwch y rhestr ffrindiau. Diffoddwch y lleoliad.",
    "Designated Safeguarding Person": "Person Diogelu Dynodedig",
    "We’ve done it": "Rydyn ni wedi ei wneud",
}


def compiled(texts):
    """A catalogue as msgfmt writes it, which not every machine has."""
    head = {"": "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=n != 1;\n"}
    pairs = sorted((key.encode(), value.encode()) for key, value in (head | texts).items())
    at, tables, data = 28 + 16 * len(pairs), [[], []], b""
    for side in (0, 1):
        for pair in pairs:
            tables[side] += [len(pair[side]), at + len(data)]
            data += pair[side] + b"\0"
    numbers = [0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0, *tables[0], *tables[1]]
    return struct.pack(f"<{len(numbers)}I", *numbers) + data


@pytest.fixture
def welsh(settings, tmp_path):
    """A translation of a handful of sentences."""
    folder = tmp_path / "cy" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.mo").write_bytes(compiled(WELSH))
    settings.LOCALE_PATHS = [tmp_path]
    settings.LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
    yield
    translation.activate("en-gb")


@pytest.fixture
def letter(class_group):
    class_group.school.nation = Nation.WALES
    class_group.school.save()
    lesson = Course.objects.get(slug="explorers").lessons[0]
    return HomeLetter.objects.make(class_group, lesson, before=False, language="cy")


@pytest.mark.django_db
def test_the_letter_home_comes_in_the_language_of_its_translation(welsh, letter):
    page = page_of(letter)
    for english in set(WELSH) - {"We’ve done it"}:
        assert WELSH[english] in page
        assert english not in page
    assert '<html lang="cy">' in page
    assert translation.get_language() == "en-gb"  # and nobody else's page is
    behind_the_link = Client().get(letter.path).content.decode()
    assert "Rydyn ni wedi ei wneud" in behind_the_link


@pytest.mark.django_db
def test_it_says_which_words_are_in_english_still(welsh, letter):
    page = page_of(letter)
    assert "are in English" in page
    assert re.search(r'<ul lang="en-gb">\s*<li>', page)
    letter.language = "en-gb"
    assert "are in English" not in page_of(letter)


@pytest.mark.django_db
def test_a_lesson_in_the_language_is_the_one_in_the_letter(welsh, letter):
    from wagtail.models import Locale

    english = LetterHome(letter).lesson
    course = Course.objects.get(slug="explorers")
    cymraeg = Locale.objects.create(language_code="cy")
    course = course.copy_for_translation(cymraeg, copy_parents=True)
    course.save_revision().publish()
    lesson = english.copy_for_translation(cymraeg)
    lesson.title = "Pwy sydd yno?"
    lesson.save_revision().publish()
    home = LetterHome(letter)
    assert home.lesson.title == "Pwy sydd yno?"
    assert home.course.locale == cymraeg
    page = page_of(letter)
    assert "The words to say are in English" in page
    assert "The lesson’s own words" not in page


@pytest.mark.django_db
def test_a_language_that_is_gone_leaves_the_letter_in_english(letter):
    assert "Dear parents and carers," in page_of(letter)


@pytest.mark.django_db
def test_a_teacher_is_offered_the_languages_that_are_there(sign_in, teacher, class_group, letter, settings):
    address = f"/desk/{class_group.pk}/letters/{letter.lesson_key}/"
    client = sign_in(teacher)
    assert "there is no translation yet" in client.get(address).content.decode()
    settings.LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
    HomeLetter.objects.update(done_at=letter.lease_until)
    assert "Cymraeg" in client.get(address).content.decode()
    client.post(address, {"action": "before", "language": "cy"})
    assert HomeLetter.objects.get(before=True).language == "cy"
    client.post(address, {"action": "after", "language": "tlh"})
    assert HomeLetter.objects.get(before=False).language == "en-gb"


# --- adding one ------------------------------------------------------------------------------------------


@pytest.mark.skipif(not shutil.which("xgettext"), reason="needs GNU gettext, as whoever adds a language does")
def test_a_catalogue_to_translate_is_made_of_what_is_here(tmp_path, settings, monkeypatch):
    monkeypatch.chdir(settings.BASE_DIR)
    settings.LOCALE_PATHS = [tmp_path]
    call_command("makemessages", locale=["cy"], ignore_patterns=[".venv", "var"], verbosity=0)
    text = (tmp_path / "cy" / "LC_MESSAGES" / "django.po").read_text()
    for said in [*WELSH, "It has happened", "Your code for Waymark"]:
        assert f'msgid "{said}"' in text, said


def test_a_compiled_catalogue_is_offered_by_its_own_name(tmp_path):
    from config.settings import translations

    for folder in ["cy", "pl", "zh_Hans"]:
        (tmp_path / folder / "LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "cy" / "LC_MESSAGES" / "django.mo").write_bytes(compiled(WELSH))
    (tmp_path / "zh_Hans" / "LC_MESSAGES" / "django.mo").write_bytes(compiled(WELSH))
    assert translations(tmp_path) == [("cy", "Cymraeg"), ("zh-hans", "简体中文")]
    with (tmp_path / "cy" / "LC_MESSAGES" / "django.mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("We’ve done it") == "Rydyn ni wedi ei wneud"
