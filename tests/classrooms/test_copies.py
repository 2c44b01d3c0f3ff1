"""A copy of all that is kept about a pupil: complete, of nobody else, and handed out to a school admin alone."""

import io
import json
import re
import zipfile
from datetime import UTC, date, datetime, timedelta
from fnmatch import fnmatch
from itertools import count

import pytest
from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape

from accounts import cards
from accounts.choices import Event, Role
from accounts.models import AuditEntry, Card, User
from certificates import changing
from certificates.awarding import award
from certificates.models import Certificate
from classrooms import demo, doors, live, purging
from classrooms.telling import copy_of, everything_about
from pages.mail import Composed
from pages.models import OutgoingMail

from .conftest import just_signed_in

# Each model that leads to a learner is told, by this way, or here is why it is not.
TOLD = {
    "accounts.User": "pk",
    "accounts.Enrolment": "learner",
    "accounts.Card": "enrolment__learner",
    "quizzes.Attempt": "learner",
    "quizzes.Response": "attempt__learner",
    "courses.LessonProgress": "learner",
    "courses.LessonCompletion": "learner",
    "classrooms.Participation": "learner",
    "certificates.Certificate": "learner",
}
NOT_OF_A_PUPIL = {
    "accounts.User.guardian": "a child of a family; the family has a page for it",
    "accounts.Home.guardian": "a family",
    "courses.Rehearsal.learner": "a family",
    "courses.HomeCourse.learner": "a family",
    "accounts.ClassGroup.learner": "who stands for a whole class",
    "accounts.ClassGroup.teachers": "staff",
    "accounts.Membership.user": "staff",
    "accounts.School.approved_by": "an operator",
    "accounts.Invitation.*": "staff",
    "certificates.ClassPack.by": "the teacher who asked",
    "classrooms.CardSheet.asked_by": "the teacher who asked",
    "classrooms.EvidencePack.asked_by": "the admin who asked",
    "classrooms.ClassSession.started_by": "the teacher",
    "classrooms.LetterWish.user": "the teacher who gets the letters",
    "classrooms.Cover.*": "staff, and who stands in",
    "account.*": "how adults sign in",
    "mfa.*": "how adults sign in",
    "socialaccount.*": "how adults sign in",
    "wagtail*": "editors",
    "*.owner": "editors",
    "*.locked_by": "editors",
}

# Each field of those is in the file as it is, or here is why it is not.
NOT_AS_IT_IS = {
    "accounts.User.password": "there is none",
    "accounts.User.session_salt": "a secret that ends sessions",
    "accounts.User.is_superuser": "adults",
    "accounts.User.is_staff": "adults",
    "accounts.User.email": "adults",
    "accounts.User.band": "children of families",
    "accounts.Enrolment.gaps": "a test of its own, below",
    "accounts.Card.words": "a secret, hashed",
    "accounts.Card.token": "a secret, hashed",
    "quizzes.Attempt.quiz_key": "told by its title",
    "quizzes.Attempt.home": "told by its title",
    "quizzes.Response.question": "told in words: a test of its own",
    "quizzes.Response.answer": "told in words: a test of its own",
    "courses.*.lesson_key": "told by its title",
    "certificates.Certificate.course_key": "told by its title",
    "certificates.Certificate.code": "told in groups: a test of its own",
    "certificates.Certificate.content_digest": "what was taught, not whom",
    "certificates.Certificate.design": "how it looks",
    "certificates.Certificate.paper": "how it looks",
    "certificates.Certificate.logo": "how it looks",
    "certificates.Certificate.name_by_hand": "how it looks",
    "certificates.Certificate.pdf": "a picture of this row",
    "certificates.Certificate.told_at": "when staff had a mail",
    "certificates.Certificate.reminded_at": "when staff had a mail",
    "certificates.Certificate.lease_until": "the printer’s",
    "certificates.Certificate.tries": "the printer’s",
    "certificates.Certificate.failed_at": "the printer’s",
    "certificates.Certificate.last_error": "the printer’s",
}

BEGINNING = datetime(2026, 3, 2, 9, tzinfo=UTC)


def reason(name, reasons):
    return next((why for pattern, why in reasons.items() if fnmatch(name, pattern)), None)


def test_every_model_that_leads_to_a_learner_is_told_or_says_why_not():
    for model in apps.get_models():
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
            leads_to = field.related_model and field.related_model._meta.label
            name = f"{model._meta.label}.{field.name}"
            if leads_to in TOLD and not reason(name, NOT_OF_A_PUPIL):
                assert model._meta.label in TOLD, f"{name} is not in a pupil’s copy: see classrooms/telling.py"


def rows_of(label, learner):
    return apps.get_model(label).objects.filter(**{TOLD[label]: learner.pk})


def as_in_the_file(row, field):
    value = getattr(row, f"get_{field.name}_display")() if field.choices else getattr(row, field.attname)
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False).strip('"')


def facts_of(label):
    for field in apps.get_model(label)._meta.concrete_fields:
        if not field.primary_key and not field.is_relation:
            yield field


@pytest.fixture
def lives(class_group, school, teacher, navigators, assign, pupil, classmate):
    """The two did all that there is to do, and no two things at one moment."""
    assign(class_group, navigators)
    before = demo.make_class(school, "7 Oak", "Year 7", "navigators", [teacher])
    for learner in [classmate, pupil]:
        live_a_little(learner, class_group, before, navigators, teacher)
    session = live.open(class_group, navigators.lessons[0], teacher)
    for learner in [classmate, pupil]:
        doors.come_in(session, learner)
    live.close(session, finished=False)
    moments = (BEGINNING + timedelta(minutes=number) for number in count())
    for learner in [classmate, pupil]:
        for label in TOLD:
            for row in rows_of(label, learner):
                pull_apart(row, moments)
        learner.refresh_from_db()


def live_a_little(learner, class_group, before, course, teacher):
    before.enrol(f"{learner}").learner.delete()  # so that numbers differ
    before.enrolments.create(learner=learner, number=before.free_number()).end()
    place = class_group.enrolments.get(learner=learner)
    cards.issue([place])
    place.end()
    place.come_back()
    cards.issue([place])
    cards.let_in(place)
    demo.take_course(course, learner, len(course.lessons), end=True)
    attempt = course.lessons[0].quiz.start(learner, home="/")
    for question in attempt.questions:
        model = question.model_answer()
        attempt.respond(question.id, demo.other_answer(question, model))
        attempt.respond(question.id, model, 2)
    changing.reissue(award(learner, course), teacher)
    Certificate.objects.filter(learner=learner).update(
        expires_on=timezone.localdate() + timedelta(days=learner.pk % 300), done_at=timezone.now()
    )
    User.objects.filter(pk=learner.pk).update(last_login=timezone.now())
    said = {"class_code": class_group.code, "number": place.number, "words": "wrong wrong wrong"}
    Client().post("/join/", said)
    class_group.note(Event.PUPIL_LET_IN, teacher, learner, number=place.number)


def pull_apart(row, moments):
    found = [field.name for field in row._meta.concrete_fields if isinstance(getattr(row, field.name), datetime)]
    type(row).objects.filter(pk=row.pk).update(**{name: next(moments) for name in found})


def unpacked(content):
    with zipfile.ZipFile(io.BytesIO(content)) as files:
        assert files.namelist() == ["record.html", "record.json"]
        return files.read("record.html").decode(), files.read("record.json").decode()


def test_every_field_of_every_row_is_told_or_says_why_not(lives, pupil):
    _html, text = unpacked(copy_of(pupil))
    for label in TOLD:
        rows = list(rows_of(label, pupil))
        for field in facts_of(label):
            name = f"{label}.{field.name}"
            if reason(name, NOT_AS_IT_IS):
                continue
            values = {as_in_the_file(row, field) for row in rows} - {"null", ""}
            assert values, f"{name} has no value here: give it one in `lives`, or say why it is not told"
            assert not {value for value in values if value not in text}, name


def test_answers_and_codes_and_times_away_are_told_in_words(lives, pupil):
    html, text = unpacked(copy_of(pupil))
    kept = json.loads(text)
    told = [(one["question"], one["round"], one["answer"]) for quiz in kept["questions"] for one in quiz["answers"]]
    given = [
        (question.stem, response.round, list(question.in_words(response.answer)))
        for attempt in pupil.attempts.all()
        for response in attempt.responses.all()
        for question in [attempt.question(response.question)]
    ]
    assert sorted(told) == sorted(given) and {2} < {number for _stem, number, _answer in told}
    for stem, _round, lines in given:
        assert all(escape(line) in html for line in [stem, *lines])
    for certificate in pupil.certificates.all():
        assert certificate.readable_code in html and certificate.readable_code in text
    ((left, back),) = pupil.enrolments.exclude(gaps=[]).get().gaps
    moments = {"from": datetime.fromisoformat(left), "to": datetime.fromisoformat(back)}
    assert [place["away"] for place in everything_about(pupil)["classes"] if place["away"]] == [[moments]]
    assert {one["what"] for one in kept["done_by_staff"]} == {
        "let in a pupil without a card",
        "issued a certificate anew",
    }
    assert len(kept["live_lessons"]) == 1 and kept["live_lessons"][0]["class"] == "8 Oak"
    assert len(kept["wrong_tries_at_the_card"]) == 1


def leaves(value):
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from leaves(one)
    else:
        yield value


def test_the_page_says_what_the_data_say(lives, pupil):
    html, _text = unpacked(copy_of(pupil))
    for value in leaves(everything_about(pupil)):
        if isinstance(value, datetime):
            at = timezone.localtime(value)
            assert date_format(at, "H:i") in html or date_format(at, "j F Y") in html, value
        elif isinstance(value, date):
            assert date_format(value, "j F Y") in html
        elif isinstance(value, str):
            assert escape(value).lower() in html.lower(), value


def test_only_a_quiz_with_a_pass_mark_was_passed(lives, pupil):
    told = {quiz["title"]: quiz["passed"] for quiz in everything_about(pupil)["questions"]}
    with_pass_mark = {attempt.content["title"] for attempt in pupil.attempts.all() if attempt.has_pass_mark}
    assert {title for title, passed in told.items() if passed} == with_pass_mark != set()


def test_answers_in_sensitive_lessons_are_in_it(lives, pupil, navigators):
    titles = {quiz["belongs_to"] for quiz in everything_about(pupil)["questions"] if quiz["answers"]}
    quizzes = [lesson.title for lesson in navigators.lessons if lesson.sensitive and lesson.has_quiz]
    assert quizzes and set(quizzes) <= titles


def test_there_is_nothing_of_a_classmate(lives, pupil, classmate):
    html, text = unpacked(copy_of(pupil))
    others = [str(classmate), *(one.readable_code for one in classmate.certificates.all())]
    for label in TOLD:
        for row in rows_of(label, classmate):
            moments = [field for field in facts_of(label) if isinstance(getattr(row, field.name), datetime)]
            others += [as_in_the_file(row, field) for field in moments]
    assert len(others) > 100
    for other in others:
        assert other not in text and other not in html
    mine, theirs = everything_about(pupil), everything_about(classmate)
    assert len(mine["done_by_staff"]) == len(theirs["done_by_staff"])


def test_it_has_no_secret(lives, pupil):
    text = "".join(unpacked(copy_of(pupil)))
    for card in Card.objects.filter(enrolment__learner=pupil):
        assert card.words not in text and card.token not in text
    assert pupil.session_salt not in text


def test_a_number_that_was_given_back_tells_nothing_of_who_has_it_now(class_group, pupil, teacher):
    place = class_group.enrolments.get(learner=pupil)
    place.end()
    other = class_group.enrol("Zofia")
    assert other.number == place.number
    cards.issue([other])
    said = {"class_code": class_group.code, "number": other.number, "words": "wrong wrong wrong"}
    Client().post("/join/", said)
    assert everything_about(pupil)["wrong_tries_at_the_card"] == []
    assert len(everything_about(other.learner)["wrong_tries_at_the_card"]) == 1
    purging.erase(place, teacher)
    assert everything_about(other.learner)["done_by_staff"] == []


def test_the_page_stands_alone(lives, pupil):
    """Without a network, and with a name that would be markup."""
    User.objects.filter(pk=pupil.pk).update(display_name='<img src=x onerror="1">')
    pupil.refresh_from_db()
    html, _text = unpacked(copy_of(pupil))
    assert not re.search(r"<script|<img|<link|<iframe|<[^>]*\s(?:src|href|on\w+)=|https?://|url\(|@import", html)
    assert "&lt;img src=x" in html
    assert "default-src 'none'" in html
    assert "@page" in html


# --- who gets it ------------------------------------------------------------------------------------------------


@pytest.fixture
def place(class_group, pupil):
    return class_group.enrolments.get(learner=pupil)


@pytest.fixture
def url(class_group, place):
    return f"/desk/{class_group.pk}/pupils/{place.pk}/copy/"


@pytest.fixture
def admin(school_admin, sign_in):
    return just_signed_in(sign_in(school_admin))


def test_an_admin_takes_it(admin, url, school_admin, pupil, school):
    page = admin.get(url)
    assert "A copy of everything about Amira" in page.content.decode()
    response = admin.post(url)
    assert response["Content-Type"] == "application/zip"
    assert response["Content-Disposition"] == 'attachment; filename="record.zip"'
    assert "no-store" in response["Cache-Control"]
    html, text = unpacked(response.content)
    assert "Amira" in html and json.loads(text)["account"]["name"] == "Amira"
    entry = AuditEntry.objects.get(event=Event.PUPIL_COPIED)
    assert (entry.by_id, entry.about_id, entry.school_id) == (school_admin.pk, pupil.pk, school.pk)


def test_looking_at_the_page_takes_nothing(admin, url):
    assert admin.get(url)["Content-Type"].startswith("text/html")
    assert admin.head(url).status_code == 200
    assert admin.put(url).status_code == 405
    assert not AuditEntry.objects.filter(event=Event.PUPIL_COPIED).exists()


def test_it_is_asked_again_who_that_is(admin, url):
    just_signed_in(admin, minutes=6)
    asked = admin.post(url)["Location"]
    assert "/reauthenticate/" in asked
    assert not AuditEntry.objects.filter(event=Event.PUPIL_COPIED).exists()
    response = admin.post(asked, {"password": demo.PASSWORD, "next": url})
    assert response["Content-Type"] == "application/zip"
    assert "no-store" in response["Cache-Control"]


def test_a_form_of_another_site_takes_nothing(admin, url):
    admin.handler.enforce_csrf_checks = True
    assert admin.post(url).status_code == 403


@pytest.mark.parametrize(
    ("who", "status"),
    [("teacher", 403), ("safeguarding_lead", 403), ("other_teacher", 404), ("guardian", 403), ("classmate", 403)],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_else_does(request, sign_in, url, who, status, method):
    client = just_signed_in(sign_in(request.getfixturevalue(who)))
    assert getattr(client, method)(url).status_code == status
    assert not AuditEntry.objects.filter(event=Event.PUPIL_COPIED).exists()


def test_an_admin_elsewhere_finds_nothing(other_school, other_class, sign_in, url, place):
    elsewhere = demo.make_staff(other_school, Role.SCHOOL_ADMIN, "admin@glenview.example", "Mrs Fraser")
    client = just_signed_in(sign_in(elsewhere))
    assert client.post(url).status_code == 404
    assert client.post(f"/desk/{other_class.pk}/pupils/{place.pk}/copy/").status_code == 404


def test_an_admin_here_who_teaches_elsewhere_takes_none_there(other_school, other_class, stranger, sign_in, school):
    both = demo.make_staff(school, Role.SCHOOL_ADMIN, "both@hillside.example", "Mr Both")
    both.memberships.create(school=other_school, role=Role.TEACHER)
    other_class.teachers.add(both)
    client = just_signed_in(sign_in(both))
    there = f"/desk/{other_class.pk}/pupils/{stranger.enrolments.get().pk}/copy/"
    assert client.post(there).status_code == 403


def test_only_admins_are_shown_the_way(sign_in, admin, teacher, class_group, place):
    pupil_page, list_page = f"/desk/{class_group.pk}/pupils/{place.pk}/", f"/desk/{class_group.pk}/pupils/"
    assert "A copy of everything" in admin.get(pupil_page).content.decode()
    place.end()
    assert "A copy of everything" in admin.get(list_page).content.decode()
    as_teacher = sign_in(teacher)
    assert "A copy of everything" not in as_teacher.get(list_page).content.decode()
    place.come_back()
    assert "A copy of everything" not in as_teacher.get(pupil_page).content.decode()


def test_who_has_left_and_an_archived_class_have_it_too(admin, url, class_group, place, teacher):
    place.end()
    assert admin.get(url).status_code == 200
    assert admin.post(url)["Content-Type"] == "application/zip"
    class_group.archive(teacher)
    assert f"/pupils/{place.pk}/copy/" in admin.get(f"/desk/{class_group.pk}/pupils/").content.decode()
    assert admin.post(url)["Content-Type"] == "application/zip"
    class_group.delete_later(teacher)
    assert admin.get(url).status_code == 404


def test_the_admins_hear_of_it_and_no_name_is_told(admin, url, school, school_admin, settings):
    settings.EMAIL_BACKEND = "pages.mail.OutboxBackend"
    other = demo.make_staff(school, Role.SCHOOL_ADMIN, "second@hillside.example", "Mr Bell")
    admin.post(url)
    letters = {row.to[0]: Composed(row).message().get_content() for row in OutgoingMail.objects.all()}
    assert set(letters) == {school_admin.email, other.email}
    assert all("all that is kept about one pupil" in text and "Amira" not in text for text in letters.values())


def test_what_happened_names_no_child(admin, url, school, school_admin):
    admin.post(url)
    page = admin.get(f"/school/{school.pk}/record/").content.decode()
    assert "took a copy of all that is kept about a pupil" in page
    assert "<td>a pupil</td>" in page
    assert "Amira" not in page
