"""A cover link: one lesson, without an account, and without a name on the screen."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from classrooms import doors, live
from classrooms.models import ClassSession, Cover, DeliveryRecord
from classrooms.tasks import purge_classes
from courses.models import LessonCompletion
from tests.test_matrix import NAMES

from .conftest import just_signed_in

TICKS = ["lesson_not_assembly", "lead_knows", "ground_rules", "help_ready", "alternative"]


def text(response):
    return response.content.decode()


@pytest.fixture
def link(desk, class_group, lesson):
    """As the teacher copies it."""
    data = {"action": "give_cover", "lesson": str(lesson.translation_key)}
    page = text(desk.post(f"/desk/{class_group.pk}/settings/", data))
    return re.search(r"/cover/[\w-]+/", page)[0]


@pytest.fixture
def supply(link):
    """A supply teacher's browser, let in."""
    client = Client()
    client.get(link)
    client.post("/cover/")
    return client


def open_session(client):
    client.post("/cover/", {"mode": "devices", **dict.fromkeys(TICKS, "on")})
    return ClassSession.objects.live().get()


def test_from_the_link_to_the_end_of_the_lesson(link, class_group, lesson, pupil, navigators):
    client = Client()
    page = client.get(link, follow=True)
    assert "8 Oak" in text(page)
    assert lesson.title in text(page)
    assert not User.objects.filter(kind="cover").exists()  # programs that look through mail open it, too
    assert lesson.get_absolute_url() in text(client.post("/cover/", follow=True))
    assert "Before you begin" in text(client.get("/cover/?ready"))
    assert client.post("/cover/", {"mode": "devices"}).status_code == 422
    session = open_session(client)
    participation = doors.come_in(session, pupil)
    for url in ["", "board/", "state/?for=desk", "end/"]:
        page = client.get(f"/session/{session.pk}/{url}")
        assert page.status_code == 200
        assert "Amira" not in text(page)
    client.post(f"/session/{session.pk}/do/", {"do": "next"})
    assert "Thank you" in text(client.post(f"/session/{session.pk}/end/", {"finished": "1"}))
    assert LessonCompletion.objects.filter(learner=participation.learner).exists()
    assert client.get("/cover/").status_code == 410
    assert client.get(link, follow=True).status_code == 410


def test_the_teacher_ticks_names_after_a_covered_lesson(supply, desk, pupil, lesson):
    preflight = text(supply.get("/cover/?ready"))
    assert "ticks all names later" in preflight
    supply.post("/cover/", {"mode": "no_device", **dict.fromkeys(TICKS, "on")})
    session = ClassSession.objects.live().get()
    supply.post(f"/session/{session.pk}/end/", {"finished": "1"})
    assert not LessonCompletion.objects.filter(learner=pupil).exists()
    DeliveryRecord.objects.update(pdf="printed.pdf", done_at=timezone.now())

    assert "Tick who was there" in text(desk.get(f"/session/{session.pk}/"))
    page = text(desk.get(f"/session/{session.pk}/end/"))
    assert pupil.display_name in page
    assert "We finished the lesson" not in page
    desk.post(f"/session/{session.pk}/end/", {"present": str(pupil.pk)})
    assert LessonCompletion.objects.filter(learner=pupil, lesson_key=lesson.translation_key).exists()
    assert DeliveryRecord.objects.due().exists()  # printed anew, with the number of those who were there
    assert "Is somebody missing?" in text(desk.get(f"/session/{session.pk}/"))
    assert "checked disabled" in text(desk.get(f"/session/{session.pk}/end/"))
    assert supply.get(f"/session/{session.pk}/end/").status_code in {302, 403, 404}


def test_the_class_reminds_its_teacher_until_somebody_is_ticked(supply, desk, class_group, pupil, lesson):
    overview = f"/desk/{class_group.pk}/"
    supply.post("/cover/", {"mode": "no_device", **dict.fromkeys(TICKS, "on")})
    session = ClassSession.objects.live().get()
    url = f"/session/{session.pk}/end/"
    assert url not in text(desk.get(overview))
    supply.post(url, {"finished": "1"})
    page = text(desk.get(overview))
    assert f"“{lesson.title}” was covered on" in page and f'href="{url}"' in page
    desk.post(url, {"present": str(pupil.pk)})
    assert url not in text(desk.get(overview))


def test_after_a_covered_lesson_all_are_ticked_by_one_button(supply, desk, pupil, classmate):
    supply.post("/cover/", {"mode": "no_device", **dict.fromkeys(TICKS, "on")})
    session = ClassSession.objects.live().get()
    url = f"/session/{session.pk}/end/"
    supply.post(url, {"finished": "1"})
    assert "Everybody was there" in text(desk.get(url))
    desk.post(url, {"everybody": "1"})
    assert {done.learner for done in LessonCompletion.objects.all()} >= {pupil, classmate}
    assert "Everybody was there" not in text(desk.get(url))


def test_whoever_covers_sees_nothing_else(supply, class_group, pupil, lesson):
    session = open_session(supply)
    args = {
        "classrooms:pupil": [class_group.pk, pupil.enrolments.get().pk],
        "classrooms:pause": [class_group.pk, lesson.translation_key],
        "classrooms:begin": [class_group.pk, lesson.translation_key],
        "classrooms:unlock": [class_group.pk, pupil.enrolments.get().pk],
        "classrooms:staff": [class_group.school_id],
        "classrooms:record": [class_group.school_id],
        "classrooms:colleague": [class_group.school_id, class_group.teachers.get().pk],
        "classrooms:delivery_record": [session.pk],
        "classrooms:cards_pdf": [1],
    }
    mine = {f"classrooms:{name}" for name in ("session", "board", "state", "act", "attendance")}
    open_to_all = {
        f"classrooms:{name}" for name in ("cover", "open_cover", "live_join", "live_over", "live_poll", "live")
    }
    for name in NAMES:
        if not name.startswith("classrooms:") or name in mine | open_to_all:
            continue
        path = None
        for tried in (args.get(name), [class_group.pk], []):
            try:
                path = reverse(name, args=tried) if tried is not None else None
            except Exception:  # noqa: S112 - another number of parts
                continue
            if path:
                break
        for method in ("get", "post"):
            assert getattr(supply, method)(path).status_code in {403, 404, 405}, (name, method)
    for path in ["/account/email/", "/cms/", "/class/"]:
        assert supply.get(path).status_code in {403, 404}


def test_another_session_of_the_class_is_not_theirs(supply, class_group, navigators, teacher):
    session = live.open(class_group, navigators.lessons[1], teacher)
    assert supply.get(f"/session/{session.pk}/").status_code == 404
    assert supply.get("/cover/").status_code == 409


def test_a_link_that_was_taken_back_ends_at_the_next_request(supply, desk, class_group, link):
    session = open_session(supply)
    cover = Cover.objects.get()
    desk.post(f"/desk/{class_group.pk}/settings/", {"action": "end_cover", "cover": cover.pk})
    assert supply.get(f"/session/{session.pk}/").status_code == 302
    assert supply.get("/cover/").status_code == 410
    assert ClassSession.objects.live().filter(pk=session.pk).exists()  # the teacher goes on with it


def test_the_same_link_on_a_second_device_ends_the_first(supply, link):
    other = Client()
    other.get(link)
    other.post("/cover/")
    assert other.get("/cover/").status_code == 200
    assert supply.get("/cover/", follow=True).status_code == 410
    assert User.objects.filter(kind="cover").count() == 1


def test_lessons_that_ask_for_preparation_are_not_for_cover(desk, class_group, navigators):
    guarded = next(lesson for lesson in navigators.lessons if lesson.staff_prep)
    for chosen in [str(guarded.translation_key), "", "nonsense"]:
        response = desk.post(f"/desk/{class_group.pk}/settings/", {"action": "give_cover", "lesson": chosen})
        assert response.status_code == 422
    assert not Cover.objects.exists()


def test_only_a_fingerprint_of_the_link_is_kept(link):
    token = link.split("/")[2]
    assert len(Cover.objects.get().token) == 64
    assert token not in Cover.objects.get().token


def test_a_pupil_has_no_use_for_it(link, pupil, browser):
    client = browser(pupil)
    assert client.get(link).status_code == 404
    assert client.post("/cover/").status_code == 404


def test_a_month_later_the_one_who_covered_is_forgotten(supply):
    Cover.objects.update(expires_at="2020-01-01T00:00Z")
    purge_classes()
    assert not User.objects.filter(kind="cover").exists()


def test_nobody_takes_back_the_link_of_another_class(link, other_teacher, other_class, sign_in):
    client = just_signed_in(sign_in(other_teacher))
    url = f"/desk/{other_class.pk}/settings/"
    assert client.post(url, {"action": "end_cover", "cover": Cover.objects.get().pk}).status_code == 404
