"""A name put right, a paper issued anew, one withdrawn: who may, what is written down, what a checker is told."""

import pytest
from django.test import Client
from django.utils import timezone

from accounts.choices import AgeBand, Event
from accounts.models import AuditEntry, FailedAttempt
from certificates.awarding import award, award_due
from certificates.changing import correct, reissue, withdraw
from certificates.models import Certificate
from courses.models import Course, LessonCompletion, Rehearsal
from tests import races

shared_database = races.shared_database


def text(response):
    return " ".join(response.content.decode().split())


def change_of(certificate):
    return f"/certificate/{certificate.pk}/change/"


@pytest.fixture
def prepared(teacher, db):
    """A teacher's certificate of the staff course."""
    course = Course.objects.get(band=AgeBand.STAFF)
    for part in course.lessons:
        LessonCompletion.objects.finish_together([teacher], part.translation_key)
    return award(teacher, course)


def checked(certificate):
    """(status, heading) of what anybody is told who checks its code."""
    response = Client().get(f"/verify/{certificate.code}/")
    return response.status_code, text(response).partition("<h1>")[2].partition("</h1>")[0]


# --- the verbs -------------------------------------------------------------------------------------------------


def test_a_corrected_name_makes_a_new_one_and_takes_the_old_file_along(printed, teacher, media):
    new = correct(printed, "Amirah", teacher)
    assert (new.name, new.replaces, new.state) == ("Amirah", printed, "printing")
    assert (new.title, new.awarded_on, new.content_digest) == (
        printed.title,
        printed.awarded_on,
        printed.content_digest,
    )
    assert new.code != printed.code
    assert not list(media.iterdir())
    entry = AuditEntry.objects.get(event=Event.CERTIFICATE_CORRECTED)
    assert (entry.by_id, entry.about_id, entry.school_id) == (teacher.pk, printed.learner_id, teacher.schools[0].pk)
    assert "Amirah" not in str(entry.detail)
    assert award_due() == 0


@pytest.mark.parametrize("name", ["", "Amira", "e" + "\u0301" * 9, "x" * 61])
def test_a_name_that_cannot_be_had_changes_nothing(printed, teacher, name):
    with pytest.raises(ValueError):
        correct(printed, name, teacher)
    assert Certificate.objects.get() == printed


def test_a_generated_name_is_not_made_an_own_one_here(class_group, certificate, teacher):
    certificate.learner.by_ticket = True
    with pytest.raises(ValueError, match="in the class first"):
        correct(certificate, "Amirah", teacher)


def test_issued_twice_from_one_old_one_it_is_one(certificate, teacher):
    assert reissue(certificate, teacher) == reissue(certificate, teacher)
    assert Certificate.objects.current().count() == 1


def test_withdrawn_and_issued_again(certificate, teacher):
    withdraw(certificate, teacher)
    withdraw(certificate, teacher)
    assert AuditEntry.objects.filter(event=Event.CERTIFICATE_WITHDRAWN).count() == 1
    assert award_due() == 0
    new = reissue(Certificate.objects.get(), teacher)
    assert Certificate.objects.current().get() == new
    assert award(certificate.learner, Course.objects.get(slug="navigators")) == new


# --- what a checker is told ------------------------------------------------------------------------------------


def test_a_pupils_old_paper_looks_unknown(certificate, teacher):
    new = reissue(certificate, teacher)
    assert checked(certificate) == (404, "We can’t find this certificate")
    assert checked(new) == (200, "This certificate is genuine")
    withdraw(new, teacher)
    assert checked(new) == checked(certificate)


def test_a_code_is_found_however_it_is_typed_and_kept_when_it_is_not(certificate, client):
    address = f"https://waymark.example/verify/{certificate.readable_code.lower()}/"
    for typed in [address, f" {certificate.readable_code.replace('-', ' – ')} "]:
        assert "is genuine" in text(client.get("/verify/", {"code": typed}, follow=True))
    for typed in ["O0 1IL", "7GK2PX"]:  # the first has no letter that is in a code
        response = client.get("/verify/", {"code": typed}, follow=True)
        assert response.status_code == 404
        assert f'value="{typed}"' in text(response)


def test_an_adults_old_paper_says_what_became_of_it(prepared, school_admin):
    assert checked(prepared) == (200, "This certificate is genuine")
    new = correct(prepared, "Ada Okafor", school_admin)
    assert checked(prepared) == (200, "This certificate was replaced")
    withdraw(new, school_admin)
    assert checked(new) == (200, "This certificate was withdrawn")
    Certificate.objects.all().delete()
    assert checked(new)[0] == 404


def test_what_has_ended_says_when(prepared, client):
    Certificate.objects.update(expires_on="2026-01-31")
    page = text(client.get(f"/verify/{prepared.code}/"))
    assert "This certificate has ended" in page and "31 January 2026" in page
    assert "Okafor" not in page


# --- is this the name on it? -----------------------------------------------------------------------------------


@pytest.fixture
def compare(certificate):
    return lambda name: Client().post(f"/verify/{certificate.code}/", {"name": name})


def test_the_name_on_the_paper_is_compared(compare, certificate):
    Certificate.objects.update(name="Zoë Nguyễn")
    for name in ("Zoë Nguyễn", " zoe  nguyen", "ZOË NGUYỄN"):
        assert (compare(name).status_code, "Yes, this is" in text(compare(name))) == (200, True)
        FailedAttempt.objects.all().delete()
    wrong = compare("Zara")
    assert wrong.status_code == 422 and "No, this is not" in text(wrong)
    assert "Nguy" not in text(wrong)


def test_vowels_that_are_signs_count(compare):
    Certificate.objects.update(name="তাসনিম")
    assert compare("তাসনিম").status_code == 200
    assert compare("তসনম").status_code == 422


def test_five_tries_a_minute_right_or_wrong(compare, certificate):
    for name in ["Ben", "Cara", "Amira", "Dan", "Eve"]:
        compare(name)
    sixth = compare("Amira")
    assert sixth.status_code == 429
    assert 1 <= int(sixth["Retry-After"]) <= 60
    assert "Please wait a minute" in text(sixth) and "Yes, this is" not in text(sixth)


def test_twenty_a_day(compare, monkeypatch):
    now = timezone.now()
    for minute in range(4):
        monkeypatch.setattr(timezone, "now", lambda m=minute: now + timezone.timedelta(minutes=2 * m))
        for _ in range(5):
            assert compare("Ben").status_code == 422
    monkeypatch.setattr(timezone, "now", lambda: now + timezone.timedelta(hours=9))
    refused = compare("Amira")
    assert refused.status_code == 429 and "come back tomorrow" in text(refused)


def test_without_a_name_there_is_nothing_to_compare(compare, certificate, client):
    Certificate.objects.update(name="")
    page = text(client.get(f"/verify/{certificate.code}/"))
    assert "The name was added by hand. We do not hold it." in page and 'name="name"' not in page
    assert "Yes, this is" not in text(compare(""))


def test_a_name_that_we_could_not_print_was_added_by_hand_too(compare, certificate, client):
    """Whoever types one in the browser is told that the check says so; “no match” would call a true paper false."""
    Certificate.objects.update(name="李明", name_by_hand=True)
    page = text(client.get(f"/verify/{certificate.code}/"))
    assert "The name was added by hand. We did not write it" in page and 'name="name"' not in page
    for name in ("李明", "Li Ming"):
        answer = text(compare(name))
        assert "Yes, this is" not in answer and "No, this is not" not in answer
    assert not FailedAttempt.objects.exists()


def test_of_an_old_paper_no_name_is_compared(compare, certificate, teacher):
    reissue(certificate, teacher)
    assert compare("Amira").status_code == 404


# --- the pages -------------------------------------------------------------------------------------------------


def test_the_teacher_corrects_a_name(sign_in, teacher, certificate):
    desk = sign_in(teacher)
    assert change_of(certificate) in text(desk.get(f"/certificate/{certificate.pk}/"))
    assert 'value="Amira"' in text(desk.get(change_of(certificate)))
    bad = desk.post(change_of(certificate), {"action": "correct", "name": "x" * 61})
    assert bad.status_code == 422 and "at most 60" in text(bad)
    good = desk.post(change_of(certificate), {"action": "correct", "name": "Amirah"}, follow=True)
    assert "Certificate for Amirah" in text(good)
    assert desk.get(change_of(certificate)).status_code == 404  # it has been replaced


def test_the_teacher_withdraws_one_and_finds_it_again(sign_in, teacher, class_group, certificate):
    desk = sign_in(teacher)
    page = text(desk.post(change_of(certificate), {"action": "withdraw"}, follow=True))
    assert "is withdrawn" in page
    assert "is told that no certificate has its code" in page  # as `checked` finds it, above
    assert change_of(certificate) in text(desk.get(f"/desk/{class_group.pk}/certificates/"))
    again = desk.post(change_of(certificate), {"action": "reissue"}, follow=True)
    assert "being printed" in text(again)
    assert desk.post(change_of(Certificate.objects.current().get()), {"action": "?"}).status_code == 400


@pytest.mark.parametrize("who", ["pupil", "classmate", "stranger", "other_teacher", "guardian", "editor"])
def test_nobody_else_changes_one(request, sign_in, certificate, who):
    browser = sign_in(request.getfixturevalue(who))
    assert browser.get(change_of(certificate)).status_code == 404
    assert browser.post(change_of(certificate), {"action": "withdraw"}).status_code == 404
    assert Certificate.objects.current().get() == certificate


def test_a_certificate_of_staff_is_their_school_admins(sign_in, prepared, teacher, school_admin, safeguarding_lead):
    page = f"/certificate/{prepared.pk}/"
    for person, reads, changes in [(teacher, 200, 404), (school_admin, 200, 200), (safeguarding_lead, 200, 404)]:
        browser = sign_in(person)
        assert browser.get(page).status_code == reads
        assert browser.get(change_of(prepared)).status_code == changes


def test_the_admin_finds_it_with_the_colleague(sign_in, prepared, school_admin, teacher):
    page = text(sign_in(school_admin).get(f"/school/{teacher.schools[0].pk}/person/{teacher.pk}/"))
    assert "For the training record" in page and f"/certificate/{prepared.pk}/" in page


def test_a_guardian_corrects_their_own(sign_in, guardian, teacher, school_admin):
    course = Course.objects.get(band=AgeBand.FAMILY)
    for learner in (guardian, teacher):
        for part in course.lessons:
            LessonCompletion.objects.finish_together([learner], part.translation_key)
        Rehearsal.objects.done(learner)
    own, teachers = award(guardian, course), award(teacher, course)
    assert sign_in(guardian).post(change_of(own), {"action": "correct", "name": "Jo Smith"}).status_code == 302
    assert sign_in(school_admin).get(f"/certificate/{teachers.pk}/").status_code == 404


def test_a_renewed_one_can_still_be_fetched(sign_in, prepared, teacher):
    prepared.end(Certificate.Ended.RENEWED)
    assert sign_in(teacher).get(f"/certificate/{prepared.pk}/").status_code == 200
    assert "A newer one has taken its place" in text(sign_in(teacher).get("/certificates/"))


@pytest.mark.django_db(transaction=True)
def test_two_who_correct_at_once_leave_one(certificate, teacher):
    made = races.at_once(lambda: correct(Certificate.objects.get(pk=certificate.pk), "Amirah", teacher).pk, times=4)
    assert len(set(made)) == 1
    assert Certificate.objects.current().count() == 1
    assert AuditEntry.objects.filter(event=Event.CERTIFICATE_CORRECTED).count() == 1
