"""A grown-up gets their certificate by mail, once; of a class's its teachers hear; a child never."""

import email
import email.policy
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.choices import AgeBand
from certificates.awarding import award, award_due
from certificates.letters import write_due
from certificates.models import Certificate
from certificates.rendering import keep
from classrooms.certificate_mail import write_to_teachers
from courses.models import Course, LessonCompletion, Rehearsal
from pages import mail
from pages.models import OutgoingMail
from tests import races

shared_database = races.shared_database


@pytest.fixture(autouse=True)
def _outbox(settings):
    """As in production: a mail is a row, in the transaction of whatever it is about."""
    settings.EMAIL_BACKEND = "pages.mail.OutboxBackend"


@pytest.fixture
def earn(media):
    def finish(band, person):
        course = Course.objects.get(band=band)
        for part in course.lessons:
            LessonCompletion.objects.finish_together([person], part.translation_key)
        Rehearsal.objects.done(person)
        return award(person, course)

    return finish


@pytest.fixture
def guardians(earn, guardian):
    """Printed a moment ago."""
    certificate = earn(AgeBand.FAMILY, guardian)
    keep(certificate, b"%PDF of Jo", False)
    return certificate


def letters():
    parsed = [email.message_from_bytes(bytes(row.message), policy=email.policy.default) for row in sent()]
    return [(row.to, message) for row, message in zip(sent(), parsed, strict=True)]


def sent():
    return OutgoingMail.objects.order_by("pk")


def test_a_grown_up_gets_theirs_with_the_file(guardians):
    write_due()
    [(to, letter)] = letters()
    assert to == ["guardian@home.example"]
    assert letter["Subject"] == "Your certificate"
    assert f"/certificate/{guardians.pk}/" in letter.get_body().get_content()
    [attached] = letter.iter_attachments()
    assert (attached.get_filename(), attached.get_content()) == ("certificate.pdf", b"%PDF of Jo")


def test_once(guardians):
    write_due()
    write_due()
    award_due()
    assert sent().count() == 1


def test_not_before_it_is_printed(earn, guardian):
    earn(AgeBand.FAMILY, guardian)
    write_due()
    assert not sent().exists()


def test_its_file_is_lost(guardians):
    Certificate.objects.get().pdf.storage.delete(Certificate.objects.get().pdf.name)
    write_due()
    assert not sent().exists() and Certificate.objects.due().exists()


@pytest.mark.django_db(transaction=True)
def test_eight_workers_write_one_letter(guardians):
    races.at_once(write_due)
    assert sent().count() == 1


def test_the_mail_server_is_down_and_comes_back(guardians, settings):
    write_due()
    settings.SENDING_BACKEND = "tests.certificates.test_letters.Down"
    mail.send_due()
    row = sent().get()
    assert row.last_error == "ConnectionRefusedError" and not OutgoingMail.objects.due().exists()
    OutgoingMail.objects.update(lease_until=timezone.now())
    settings.SENDING_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.send_due()
    assert not sent().exists()


class Down:
    def __init__(self, **_options):
        pass

    def send_messages(self, _messages):
        raise ConnectionRefusedError


def test_staff_are_reminded_a_month_before_the_end_once(earn, teacher):
    certificate = earn(AgeBand.STAFF, teacher)
    write_due()
    assert not sent().exists()
    Certificate.objects.update(expires_on=timezone.localdate() + timedelta(days=30))
    write_due()
    write_due()
    [(to, letter)] = letters()
    assert to == [teacher.email]
    assert "go through the parts once more" in letter.get_body().get_content()
    assert f"{certificate.title}" in letter.get_body().get_content()


# --- a class ---------------------------------------------------------------------------------------------------


@pytest.fixture
def class_finished(on_course, pupil, classmate, take_all, media):
    for learner in (pupil, classmate):
        take_all(learner)
    award_due()
    for certificate in Certificate.objects.all():
        keep(certificate, b"%PDF", False)


def later(**ago):
    Certificate.objects.update(done_at=timezone.now() - timedelta(**ago))


def test_the_teacher_hears_of_a_class_once_it_is_quiet_and_of_no_name(class_finished, teacher, class_group):
    write_due()
    write_to_teachers()
    assert not sent().exists()  # others may still come
    later(minutes=11)
    write_to_teachers()
    write_to_teachers()
    [(to, letter)] = letters()
    assert to == [teacher.email]
    assert letter["Subject"] == "2 new certificates for 8 Oak"
    words = letter.get_body().get_content()
    assert f"/desk/{class_group.pk}/certificates/" in words
    assert "Amira" not in words and not list(letter.iter_attachments())


def test_at_most_one_a_day(class_finished, pupil, classmate):
    later(minutes=11)
    Certificate.objects.filter(learner=pupil).update(told_at=timezone.now() - timedelta(hours=19))
    write_to_teachers()
    assert not sent().exists()
    Certificate.objects.filter(learner=pupil).update(told_at=timezone.now() - timedelta(hours=21))
    write_to_teachers()
    assert "1 new certificate for" in letters()[0][1]["Subject"]


def test_no_other_teacher_hears_of_it(class_finished, other_class, other_teacher, safeguarding_lead):
    later(minutes=11)
    write_to_teachers()
    assert [to for to, _letter in letters()] == [["teacher@hillside.example"]]
