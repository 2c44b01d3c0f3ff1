"""The letter home: a page of paper, ten minutes behind its link, and a number for the teacher."""

import re
import subprocess

import pytest
from django.test import Client

from courses.models import Course, Lesson
from families.letter_home import CHECKS, LetterHome
from families.models import FEW, FamilyDay, HomeLetter
from families.printing import page_of, print_due
from pages import text_rules

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson(navigators):
    return navigators.lessons[4]  # C5


@pytest.fixture
def letter(class_group, lesson):
    return HomeLetter.objects.make(class_group, lesson, before=False)


def address(class_group, lesson):
    return f"/desk/{class_group.pk}/letters/{lesson.translation_key}/"


def test_a_teacher_makes_both_and_the_worker_prints_them(sign_in, teacher, class_group, lesson):
    client, path = sign_in(teacher), address(class_group, lesson)
    for action in ["before", "after", "after"]:
        assert client.post(path, {"action": action}).url == path
    assert "being printed" in client.get(path).content.decode()
    assert HomeLetter.objects.count() == 2
    print_due()
    html = client.get(path).content.decode()
    letter = HomeLetter.objects.get(before=False)
    assert f"/letters/{letter.pk}/" in html
    assert letter.path in html
    pdf = client.get(f"/letters/{letter.pk}/").content
    assert pdf.startswith(b"%PDF")
    told = subprocess.run(["pdfinfo", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    assert re.search(r"Tagged:\s+yes", told)
    assert re.search(r"Pages:\s+1\n", told)


def test_it_speaks_as_the_school_and_the_nation_do(class_group, other_class, lesson):
    for group, lead in [(class_group, "Designated Safeguarding Lead"), (other_class, "Child Protection Coordinator")]:
        page = page_of(HomeLetter.objects.make(group, lesson, before=True))
        assert lead in page
        assert group.school.name in page
        assert lesson.title in page
        assert page.count("<li>") >= 7


def test_every_band_has_three_openers_and_a_check(class_group):
    for course in Course.objects.live().filter(band__in=CHECKS):
        home = LetterHome(HomeLetter(class_group=class_group, lesson_key=course.lessons[0].translation_key))
        assert home.is_there
        assert len(home.openers) == 3
        words = "\n\n".join(map(str, home.checks))
        assert text_rules.check(words, "family", lesson_code="F3") == []


def test_adults_courses_have_no_letter(sign_in, teacher, class_group):
    part = Lesson.objects.get(slug="calm-start")
    assert sign_in(teacher).get(address(class_group, part)).status_code == 404


def test_a_family_counts_once_a_device_and_nobody_is_named(letter):
    phone = Client()
    assert "We’ve done it" in phone.get(letter.path).content.decode()
    phone.post(letter.path)
    phone.post(letter.path)
    assert "Well done" in phone.get(letter.path).content.decode()
    assert letter.days.get().families == 1
    assert {field.name for field in FamilyDay._meta.fields} == {"id", "letter", "day", "families"}


def test_under_five_nothing_is_told(sign_in, teacher, class_group, lesson, letter):
    print_due()
    client, path = sign_in(teacher), address(class_group, lesson)
    for number in range(1, FEW + 1):
        letter.count_one()
        html = client.get(path).content.decode()
        assert (f"{number} famil" in html) == (number >= FEW)
    assert letter.families == FEW


def test_the_link_is_for_everybody_and_a_wrong_one_is_nothing(letter):
    assert Client().get(letter.path.lower()).status_code == 200
    assert Client().get("/family/letter/BBBBBBBBBB/").status_code == 404


def test_another_schools_teacher_sees_neither_letter_nor_number(sign_in, other_teacher, class_group, lesson, letter):
    print_due()
    client = sign_in(other_teacher)
    assert client.get(address(class_group, lesson)).status_code == 404
    assert client.get(f"/letters/{letter.pk}/").status_code == 404
