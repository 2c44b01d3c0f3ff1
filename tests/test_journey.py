"""The main road over HTTP, as a person without JavaScript walks it: from the join card to the certificate."""

import subprocess

import pytest

from accounts import cards
from certificates.awarding import award_due
from certificates.models import Certificate
from certificates.rendering import render_pdf
from classrooms import demo

from .answer_key import answer_key
from .plain_browser import PlainBrowser

KEY = answer_key("navigators")


@pytest.fixture
def card(class_group, pupil, navigators, assign):
    """The pupil's card; their class does Navigators."""
    assign(class_group, navigators)
    return cards.issue([pupil.enrolments.get()])[0]


def join(browser, card):
    fields = {
        "class_code": card.enrolment.class_group.code.lower(),
        "number": f" {card.enrolment.number} ",
        "words": card.words.upper(),
    }
    return browser.open("/").follow("class code").press("lessons", fields)


def read_lesson(browser):
    """Read to the last step; the questions come next."""
    for _ in range(20):
        if browser.can_press("on to the questions"):
            return browser.press("on to the questions")
        browser.press("next")
    raise AssertionError("the lesson does not end")


def answer_quiz(browser):
    """Begin, answer each question as the course files say, look it over, and hand in."""
    browser.press("start")
    answered = 0
    while not browser.can_press("hand in"):
        stem = browser.soup.find(class_="question__stem").get_text(" ", strip=True)
        browser.press("check my answer", browser.choices(KEY[" ".join(stem.split())][1]))
        assert "Not yet" not in browser.soup.find(class_="feedback").get_text(), stem
        browser.follow("next")
        answered += 1
    return browser.press("hand in"), answered


def test_from_the_join_card_to_the_certificate(card, class_group, pupil, teacher, navigators, sign_in, tmp_path):
    browser = join(PlainBrowser(), card)
    assert browser.path == "/class/"
    assert "Hello, Amira" in browser.text

    for lesson in navigators.lessons:
        assert lesson.title in browser.open("/class/").text
        browser.follow("start" if not lesson_begun(pupil, lesson) else "go on")
        read_lesson(browser)
        answer_quiz(browser)
        assert "handed in" in browser.text.lower()
        browser.follow("go on")
    browser.open("/class/")
    assert "Navigators quiz" in browser.text
    browser.follow("start")
    _page, answered = answer_quiz(browser)
    assert answered == 10
    browser.open("/class/")
    assert "You’ve finished Navigators" in browser.text
    assert "being printed" in browser.text

    certificate = Certificate.objects.get()
    assert award_due() == 0
    render_pdf(certificate.pk)
    browser.open("/class/").follow("see your certificate").follow("open your certificate")
    assert browser.response["Content-Type"] == "application/pdf"
    pdf = tmp_path / "certificate.pdf"
    pdf.write_bytes(b"".join(browser.response.streaming_content))
    assert_certificate(pdf, "Amira")

    desk = sign_in(teacher)
    page = desk.get(f"/desk/{class_group.pk}/").content.decode()
    assert page.count('data-state="finished"') == len(navigators.lessons)
    assert 'data-state="passed"' in page
    assert desk.get(f"/certificate/{certificate.pk}/file/").status_code == 200


def lesson_begun(pupil, lesson):
    return pupil.lesson_progress.filter(lesson_key=lesson.translation_key).exists()


def assert_certificate(pdf, name):
    text = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True).stdout
    assert name in text
    assert "Navigators: Online Safety" in text
    for word in ("blackmail", "sextortion", "%"):
        assert word not in text.lower()
    info = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
    assert "Tagged:          yes" in info
    fonts = subprocess.run(["pdffonts", pdf], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert fonts
    assert all(line.split()[-5] == "yes" for line in fonts), fonts


def test_a_wrong_card_says_one_thing_only(card):
    for wrong in (
        {"class_code": "ZZZZZZ"},
        {"number": "39"},
        {"words": "one two three"},
        {"class_code": "", "words": ""},
    ):
        browser = PlainBrowser().open("/join/")
        fields = {"class_code": card.enrolment.class_group.code, "number": "1", "words": card.words} | wrong
        browser.press("lessons", fields)
        assert browser.status == 422
        assert "That didn’t match. Check your card or ask your teacher" in browser.text


def test_not_you_signs_out_and_nothing_is_left(card, classmate):
    browser = join(PlainBrowser(), card)
    browser.press("not you?")
    assert browser.path == "/join/"
    browser.open("/class/")
    assert browser.path == "/join/"


def test_a_pupil_goes_on_where_they_stopped_on_another_device(card, pupil, navigators):
    first = join(PlainBrowser(), card).follow("start")
    first.press("next").press("next")
    second = join(PlainBrowser(), card).follow("go on")
    assert second.path == first.path


def test_a_class_of_sixty_costs_the_same_queries_as_one_of_three(
    school, teacher, navigators, assign, sign_in, django_assert_max_num_queries
):
    client = sign_in(teacher)
    counts = []
    for size in (3, 60):
        class_group = demo.make_class(school, f"Class of {size}", "Year 8", "navigators", [teacher])
        assign(class_group, navigators)
        enrol_many(class_group, size, school, navigators)
        client.get(f"/desk/{class_group.pk}/")
        with django_assert_max_num_queries(30) as asked:
            page = client.get(f"/desk/{class_group.pk}/").content.decode()
        assert page.count('<th scope="row">') == size
        counts.append(len(asked))
    assert counts[0] == counts[1]


def enrol_many(class_group, size, school, navigators):
    from accounts.models import Enrolment, User

    for number in range(size):
        pupil = User.objects.create_pupil(f"Pupil {number}", school)
        Enrolment.objects.create(class_group=class_group, learner=pupil, number=number + 1)
        navigators.lessons[number % 6].reach(pupil, 2)
        navigators.lessons[number % 5].finish(pupil)
