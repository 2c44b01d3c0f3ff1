"""The teacher's desk and the pupil's own page."""

import pytest
from bs4 import BeautifulSoup

from accounts import throttle
from accounts.cards import issue
from accounts.models import ClassGroup, Enrolment, School, User
from classrooms import demo
from classrooms.demo_sign_ins import DemoCards, sign_ins
from courses.models import Pause


def test_a_teacher_sees_their_classes_and_no_others(teacher, class_group, other_class, sign_in):
    page = sign_in(teacher).get("/desk/").content.decode()
    assert class_group.name in page
    assert other_class.name not in page


def test_the_safeguarding_lead_sees_every_class_of_the_school(safeguarding_lead, class_group, sign_in):
    assert class_group.name in sign_in(safeguarding_lead).get("/desk/").content.decode()


def test_a_teacher_without_a_class_is_told_what_to_do(school, sign_in):
    newcomer = demo.make_staff(school, "teacher", "new@hillside.example", "Ms New")
    assert "You have no class yet" in sign_in(newcomer).get("/desk/").content.decode()


def test_a_class_without_a_course_says_so(teacher, class_group, sign_in):
    assert "No course is assigned" in sign_in(teacher).get(f"/desk/{class_group.pk}/").content.decode()


def test_pausing_a_lesson_and_taking_it_in_again(teacher, class_group, pupil, navigators, assign, sign_in):
    assign(class_group, navigators)
    lesson = navigators.lessons[4]
    client, url = sign_in(teacher), f"/desk/{class_group.pk}/pause/{lesson.translation_key}/"
    page = client.post(url, {"action": "pause"}, follow=True).content.decode()
    assert Pause.objects.filter(class_group=class_group, lesson_key=lesson.translation_key).count() == 1
    assert 'data-state="paused"' in page
    client.post(url, {"action": "pause"})
    assert Pause.objects.count() == 1
    page = client.post(url, {"action": "resume"}, follow=True).content.decode()
    assert not Pause.objects.exists()
    assert 'data-state="paused"' not in page


def test_each_page_of_a_class_says_in_its_title_which_it_is(teacher, class_group, pupil, navigators, assign, sign_in):
    """Seven tabs of one class, and a teacher has several of them open."""
    assign(class_group, navigators)
    client, titles = sign_in(teacher), set()
    pages = ["", "pupils/", "pupils/add/", "cards/", "courses/", "certificates/", "reports/", "settings/", "move-up/"]
    for page in pages:
        titles.add(BeautifulSoup(client.get(f"/desk/{class_group.pk}/{page}").content, "html.parser").title.text)
    assert len(titles) == len(pages)
    assert all(class_group.name in title for title in titles)


def test_staff_come_back_to_their_classes_from_any_page(teacher, sign_in):
    nav = BeautifulSoup(sign_in(teacher).get("/learn/").content, "html.parser").find("nav", class_="site-nav")
    assert nav.find("a", href="/desk/").text == "Classes"


def test_sensitive_lessons_show_only_finished_or_not(teacher, class_group, pupil, navigators, assign, sign_in):
    assign(class_group, navigators)
    for lesson in navigators.lessons:
        lesson.reach(pupil, 2)
    page = sign_in(teacher).get(f"/desk/{class_group.pk}/").content.decode()
    sensitive = sum(lesson.sensitive for lesson in navigators.lessons)
    assert sensitive == 3
    assert page.count('data-state="not_finished"') == sensitive
    assert page.count('data-state="started"') == len(navigators.lessons) - sensitive


def test_no_mark_and_no_answer_is_on_the_class_page(teacher, class_group, pupil, navigators, assign, sign_in):
    assign(class_group, navigators)
    demo.take_course(navigators, pupil, len(navigators.lessons), right=0.4, end=True)
    page = sign_in(teacher).get(f"/desk/{class_group.pk}/").content.decode()
    assert 'data-state="not_yet"' in page
    said = BeautifulSoup(page, "html.parser").tbody.get_text()
    assert "Amira" in said
    assert not any(letter.isdigit() for letter in said)


def test_a_locked_pupil_is_let_in_again_by_one_tap(teacher, class_group, pupil, sign_in):
    enrolment = pupil.enrolments.select_related("class_group").get()
    issue([enrolment])
    for _ in range(20):
        throttle.FailedAttempt.objects.create(room=class_group.room, door=enrolment.door, at=demo.timezone.now())
    client = sign_in(teacher)
    assert "Let Amira try again" in client.get(f"/desk/{class_group.pk}/").content.decode()
    page = client.post(f"/desk/{class_group.pk}/unlock/{enrolment.pk}/", follow=True).content.decode()
    assert "Amira can try again now" in page
    assert not throttle.FailedAttempt.objects.exists()


def test_a_pupil_without_a_course_is_told_so(pupil, sign_in):
    assert "There is nothing to do yet" in sign_in(pupil).get("/class/").content.decode()


def test_the_demo_tells_what_is_true(navigators, db, client):
    demo.build()
    secrets = DemoCards("k" * 50).issue()
    told = sign_ins("http://localhost:8000", secrets)
    assert [len(c["pupils"]) for c in told["classes"]] == [30, 12, 30, 12]
    roles = [(adult["role"], adult["school"]) for adult in told["adults"]]
    assert len(roles) == len(set(roles)) == 9
    again = sign_ins("http://localhost:8000", DemoCards("k" * 50).issue())
    assert again == told
    group, pupil = told["classes"][0], told["classes"][0]["pupils"][4]
    fields = {"class_code": group["code"], "number": pupil["number"], "words": pupil["words"]}
    assert client.post("/join/", fields)["Location"] == "/class/"


def test_the_demo_leaves_the_classes_of_those_who_try_it_alone(navigators, db, client):
    """What they printed yesterday opens today."""
    demo.build()
    school = School.objects.first()
    teacher = demo.make_staff(School.objects.create(name="Tried", nation="wales"), "teacher", "me@try.example", "Me")
    place = demo.make_class(school, "7 Hazel", "", "navigators", [teacher]).enrol("Sunny Otter", by_ticket=True)
    printed = issue([place])[0]
    told = sign_ins("http://localhost:8000", DemoCards("k" * 50).issue())
    assert "7 Hazel" not in str(told) and "me@try.example" not in str(told)
    fields = {"class_code": place.class_group.code, "number": place.number, "words": printed.words}
    assert client.post("/join/", fields)["Location"] == "/class/"


def test_the_demo_starts_again_whatever_was_tried_in_it(navigators, db):
    """A teacher has left, a class has gone by another name: what is told is what is there."""
    demo.build()
    first, second, *_others = ClassGroup.objects.order_by("pk")
    first.teachers.clear()
    ClassGroup.objects.filter(pk=second.pk).update(name="9 Beech")
    told = sign_ins("http://localhost:8000", DemoCards("k" * 50).issue())
    assert told["classes"][0]["teacher"] is None
    assert "9 Beech" not in [group["name"] for group in told["classes"]]


def test_the_demo_starts_again_after_cards_were_printed_and_pupils_left(navigators, db, client):
    demo.build()
    demo_cards = DemoCards("k" * 50)
    demo_cards.issue()
    group = ClassGroup.objects.order_by("pk").first()
    printed, left, *_others = group.enrolments.select_related("learner", "class_group")
    issue([printed])
    left.end()
    told = sign_ins("http://localhost:8000", demo_cards.issue())["classes"][0]
    assert left.number not in [pupil["number"] for pupil in told["pupils"]]
    fields = {"class_code": told["code"], "number": printed.number, "words": told["pupils"][0]["words"]}
    assert client.post("/join/", fields)["Location"] == "/class/"


@pytest.mark.parametrize("size", [3, 60])
def test_the_class_page_asks_the_same_of_few_and_of_many(
    teacher, class_group, navigators, assign, sign_in, django_assert_num_queries, size
):
    assign(class_group, navigators)
    pupils = [User.objects.create_pupil(f"Pupil {n}", class_group.school) for n in range(size)]
    Enrolment.objects.bulk_create(
        Enrolment(class_group=class_group, learner=pupil, number=n) for n, pupil in enumerate(pupils, 10)
    )
    for pupil in pupils:
        navigators.lessons[0].reach(pupil, 2)
    client, url = sign_in(teacher), f"/desk/{class_group.pk}/"
    page = client.get(url).content.decode()  # the help box is kept from now on
    assert page.count('data-state="started"') == size
    with django_assert_num_queries(15):
        client.get(url)
