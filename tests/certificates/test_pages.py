"""The certificate's page, its file, and the check that anybody may make."""

import re
import subprocess

import pytest
from django.utils import timezone

from certificates.models import Certificate
from certificates.rendering import render_pdf


def text(response):
    return " ".join(response.content.decode().split())


def page_of(certificate):
    return f"/certificate/{certificate.pk}/"


# --- its own page -------------------------------------------------------------------------------------------


def test_before_it_is_printed_the_page_says_so(sign_in, pupil, certificate):
    page = sign_in(pupil).get(page_of(certificate))
    assert 'data-waits="printing"' in text(page)
    assert "being printed" in text(page)
    assert "waiting.js" in text(page)
    assert sign_in(pupil).get(page_of(certificate) + "file/").url == page_of(certificate)


def test_then_the_pupil_opens_it(sign_in, pupil, printed, tmp_path):
    browser = sign_in(pupil)
    page = text(browser.get(page_of(printed)))
    assert "Open your certificate" in page
    assert "waiting.js" not in page
    answer = browser.get(page_of(printed) + "file/")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'inline; filename="certificate.pdf"'
    assert answer["Cache-Control"] == "private, no-store"
    path = tmp_path / "downloaded.pdf"
    path.write_bytes(b"".join(answer.streaming_content))
    words = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
    assert "Amira" in words


def test_the_tab_and_the_address_say_nothing_of_the_topic(sign_in, pupil, printed):
    page = text(sign_in(pupil).get(page_of(printed)))
    title = page.partition("<title>")[2].partition("</title>")[0]
    assert title == "Certificate – Waymark"


def test_the_teacher_opens_it_too(sign_in, teacher, printed):
    assert "Certificate for Amira" in text(sign_in(teacher).get(page_of(printed)))
    assert sign_in(teacher).get(page_of(printed) + "file/").status_code == 200


@pytest.mark.parametrize("who", ["classmate", "stranger", "other_teacher", "guardian", "editor"])
@pytest.mark.parametrize("path", ["", "file/", "name/"])
def test_nobody_else_learns_that_there_is_one(request, sign_in, printed, who, path):
    answer = sign_in(request.getfixturevalue(who)).get(page_of(printed) + path)
    assert answer.status_code == 404
    assert "Amira" not in text(answer) or who == "editor"


@pytest.fixture
def nameless(certificate, media):
    Certificate.objects.update(name="李明")
    render_pdf(certificate.pk)
    return certificate


def test_a_name_can_be_typed_on_paper_and_goes_nowhere(sign_in, pupil, nameless):
    browser = sign_in(pupil)
    assert page_of(nameless) + "name/" in text(browser.get(page_of(nameless)))
    page = text(browser.get(page_of(nameless) + "name/"))
    field = re.search(r"<input class=\"paper__name\"[^>]*>", page)[0]
    assert " name=" not in field and "value=" not in field
    assert page.rindex("</form>", 0, page.index(field)) > page.rindex("<form", 0, page.index(field)), "in a form"
    assert "李明" not in page
    assert "Navigators: Online Safety" in page and nameless.readable_code in page


def test_where_a_name_is_printed_none_can_be_typed(sign_in, pupil, printed):
    assert sign_in(pupil).get(page_of(printed) + "name/").url == page_of(printed)


def test_signed_out_one_has_to_sign_in(client, printed):
    assert client.get(page_of(printed)).status_code == 302
    assert client.get(page_of(printed) + "file/").status_code == 302


def test_a_revoked_one_is_gone(sign_in, pupil, printed):
    Certificate.objects.update(revoked_at=timezone.now())
    assert sign_in(pupil).get(page_of(printed)).status_code == 404
    assert sign_in(pupil).get(page_of(printed) + "file/").status_code == 404


def test_a_lost_file_is_printed_again(sign_in, pupil, printed, media):
    for path in media.iterdir():
        path.unlink()
    answer = sign_in(pupil).get(page_of(printed) + "file/", follow=True)
    assert "being printed" in text(answer)
    assert Certificate.objects.due().get() == printed


def test_one_that_was_given_up_is_for_the_teacher(sign_in, pupil, teacher, certificate):
    Certificate.objects.update(failed_at=timezone.now(), tries=12, last_error="OSError")
    page = text(sign_in(pupil).get(page_of(certificate)))
    assert "Please tell your teacher" in page and "Print it again" not in page
    browser = sign_in(teacher)
    assert "Print it again" in text(browser.get(page_of(certificate)))
    assert "being printed" in text(browser.post(page_of(certificate), follow=True))
    assert Certificate.objects.due().get() == certificate


@pytest.mark.parametrize(
    ("who", "kind", "back"), [("guardian", "family", "My family"), ("teacher", "staff", "Your classes")]
)
def test_an_adults_own_sends_nobody_to_a_teacher(request, sign_in, navigators, media, who, kind, back):
    adult = request.getfixturevalue(who)
    own = Certificate.objects.create(
        learner=adult, course_key=navigators.translation_key, kind=kind, band="family", design="path"
    )
    browser = sign_in(adult)
    for fields in [{}, {"failed_at": timezone.now(), "last_error": "OSError"}]:
        Certificate.objects.update(**fields)
        page = text(browser.get(page_of(own)))
        assert "Your certificate" in page and f">{back}</a>" in page
        assert "My lessons" not in page and "our teacher" not in page
    assert "Print it again" in page
    Certificate.objects.update(failed_at=None)
    render_pdf(own.pk)
    page = text(browser.get(page_of(own)))
    assert "Open your certificate" in page and "our teacher" not in page


def test_a_pupil_finds_all_of_them_in_their_own_colours(sign_in, pupil, printed):
    page = text(sign_in(pupil).get("/certificates/"))
    assert 'data-age-band="navigators"' in page and "Navigators: Online Safety" in page


def test_asking_for_it_again_changes_nothing_that_is_done_or_under_way(sign_in, teacher, printed):
    browser = sign_in(teacher)
    browser.post(page_of(printed))
    printed.refresh_from_db()
    assert printed.is_ready
    Certificate.objects.update(done_at=None, lease_until=timezone.now() + timezone.timedelta(seconds=60))
    browser.post(page_of(printed))
    assert not Certificate.objects.due().exists()


def test_the_page_tells_who_has_to_take_a_pen(sign_in, pupil, teacher, printed):
    Certificate.objects.update(name="李明", name_by_hand=True)
    assert "best handwriting" in text(sign_in(pupil).get(page_of(printed)))
    assert "a letter that we cannot print yet" in text(sign_in(teacher).get(page_of(printed)))
    Certificate.objects.update(name="")
    assert "We hold no name" in text(sign_in(teacher).get(page_of(printed)))


def test_the_page_asks_little(sign_in, pupil, printed, django_assert_max_num_queries):
    browser = sign_in(pupil)
    browser.get(page_of(printed))
    with django_assert_max_num_queries(6):
        browser.get(page_of(printed))


def test_the_class_list_is_of_that_class_and_course(printed, class_group, other_class, navigators):
    assert list(Certificate.objects.for_class(class_group, navigators.translation_key)) == [printed]
    assert not Certificate.objects.for_class(other_class, navigators.translation_key)


# --- the check that anybody may make ------------------------------------------------------------------------


@pytest.mark.parametrize("typed", [str, str.lower, lambda code: f" {code[:3]} {code[3:9]}–{code[9:]} "])
def test_a_genuine_certificate(client, printed, typed):
    answer = client.get(f"/verify/{typed(printed.readable_code)}/")
    assert answer.status_code == 200
    page = text(answer)
    assert "This certificate is genuine" in page
    assert "Navigators: Online Safety" in page
    assert timezone.localdate().strftime("%B %Y") in page
    for secret in ["Amira", "Hillside", timezone.localdate().strftime("%-d %B")]:
        assert secret not in page.partition("<main")[2].partition("</main>")[0]
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["Cache-Control"] == "private, no-store"


def test_unknown_revoked_and_erased_look_alike(client, printed):
    def looked_up(code):
        answer = client.get(f"/verify/{code}/")
        return answer.status_code, text(answer).replace(code, "the code")  # as it was typed, to be put right

    unknown = looked_up("222-222-222-222-222-222")
    assert unknown[0] == 404
    assert "We can’t find this certificate" in unknown[1]
    Certificate.objects.update(revoked_at=timezone.now())
    assert looked_up(printed.readable_code) == unknown
    Certificate.objects.all().delete()
    assert looked_up(printed.readable_code) == unknown


@pytest.mark.parametrize("code", ["x", "%00", "é", "🎉", "7" * 5000, "..", "%2F%2F", "O0I1"])
def test_a_strange_code_is_unknown(client, db, code):
    assert client.get(f"/verify/{code}/").status_code == 404


def test_the_code_can_be_typed(client, printed):
    assert 'name="code"' in text(client.get("/verify/"))
    answer = client.get("/verify/", {"code": printed.readable_code.lower()}, follow=True)
    assert "This certificate is genuine" in text(answer)
    assert "We can’t find" in text(client.get("/verify/", {"code": "a b/c"}, follow=True))
    assert 'name="code"' in text(client.get("/verify/", {"code": " / "}))


def test_what_is_typed_cannot_send_anybody_elsewhere(client, db):
    assert client.get("/verify/", {"code": "//example.org"}).url == "/verify/XMPRG/"


def test_looking_for_a_code_asks_little(client, printed, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):  # and the help services at the foot of the page
        client.get(f"/verify/{printed.code}/")
