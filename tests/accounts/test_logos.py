"""A school's logo: only the pixels of it are kept, whatever was uploaded."""

import hashlib
import io

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.choices import Event
from accounts.logos import MOST_BYTES, NotALogo, redrawn
from accounts.models import AuditEntry, School


def picture(kind="PNG", size=(300, 120), **more):
    data = io.BytesIO()
    Image.new("RGB", size, "#0c5c4f").save(data, kind, **more)
    return data.getvalue()


def upload(data, name="logo.png"):
    return SimpleUploadedFile(name, data)


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "logos"


def address(school):
    return f"/school/{school.pk}/logo/"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_is_drawn_anew_as_a_small_png(kind):
    with Image.open(io.BytesIO(redrawn(upload(picture(kind, (2000, 800)))))) as kept:
        assert (kept.format, kept.size) == ("PNG", (600, 240))


def test_where_it_was_taken_and_by_whom_is_not_kept():
    exif = Image.Exif()
    exif[0x013B] = "Ms Okafor"
    exif.get_ifd(0x8825)[1] = "N"
    kept = redrawn(upload(picture("JPEG", exif=exif) + b"<script>alert(1)</script>"))
    assert b"Okafor" not in kept and b"Exif" not in kept and b"script" not in kept
    with Image.open(io.BytesIO(kept)) as image:
        assert not image.getexif() and not image.info


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a picture",
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"GIF89a" + bytes(40),
        b"%PDF-1.7",
        b"\x89PNG\r\n\x1a\n" + bytes(60),
    ],
)
def test_what_is_no_picture_is_refused_in_a_sentence(data):
    with pytest.raises(NotALogo, match="We can’t read this file"):
        redrawn(upload(data))


def test_what_would_unpack_to_a_giant_is_refused_unopened():
    bomb = picture(size=(5000, 5000))
    assert len(bomb) < 200_000
    with pytest.raises(NotALogo, match="8 million"):
        redrawn(upload(bomb))
    with pytest.raises(NotALogo, match="1 MB"):
        redrawn(upload(bytes(MOST_BYTES + 1)))


def test_an_admin_gives_the_school_a_logo_and_takes_it_away(sign_in, school_admin, school, media):
    browser = sign_in(school_admin)
    assert browser.post(address(school), {"file": upload(picture())}).url == address(school)
    school.refresh_from_db()
    kept = default_storage.open(school.logo).read()
    assert school.logo == f"logos/{hashlib.sha256(kept).hexdigest()}.png"
    assert "data:image/png;base64," in browser.get(address(school)).content.decode()
    browser.post(address(school), {"file": upload(picture())})
    assert len(list(media.iterdir())) == 1
    browser.post(address(school), {"action": "remove"})
    school.refresh_from_db()
    assert not school.logo


def test_a_change_is_written_down_once(sign_in, school_admin, school, media):
    browser = sign_in(school_admin)
    for _again in range(2):
        browser.post(address(school), {"file": upload(picture())})
    browser.post(address(school), {"action": "remove"})
    noted = AuditEntry.objects.filter(event=Event.LOGO_CHANGED, school_id=school.pk, by_id=school_admin.pk)
    said = [{"has_logo": True, "has_name": True}, {"has_logo": False, "has_name": True}]
    assert [entry.detail for entry in noted.order_by("pk")] == said


def test_a_school_names_itself_on_certificates_only_if_it_wants(sign_in, school_admin, school):
    assert School.objects.create(name="Riverside", nation="wales").on_certificates is False
    browser = sign_in(school_admin)
    for action, wanted, said in [("no_name", False, "name no school."), ("name", True, "say “Hillside School”")]:
        for _again in range(2):
            assert said in browser.post(address(school), {"action": action}, follow=True).content.decode()
        school.refresh_from_db()
        assert school.on_certificates is wanted
    noted = AuditEntry.objects.filter(event=Event.LOGO_CHANGED, school_id=school.pk)
    assert [entry.detail["has_name"] for entry in noted.order_by("pk")] == [False, True]


def test_a_bad_file_changes_nothing(sign_in, school_admin, school, media):
    answer = sign_in(school_admin).post(address(school), {"file": upload(b"<svg/>", "logo.svg")})
    assert answer.status_code == 422 and "PNG, JPEG or WebP" in answer.content.decode()
    school.refresh_from_db()
    assert not school.logo and not media.exists()


def test_nothing_chosen_is_said(sign_in, school_admin, school):
    answer = sign_in(school_admin).post(address(school), {})
    assert answer.status_code == 422 and "choose a picture" in answer.content.decode()
