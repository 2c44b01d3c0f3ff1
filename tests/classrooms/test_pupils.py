"""Pupils come into a class: without names, from a list; they are renamed, moved, let in, and leave."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from accounts import cards
from accounts.models import AuditEntry, Card, User
from classrooms import demo, enrolling
from courses.models import LessonCompletion


def pupils_of(class_group):
    return list(class_group.enrolments.here().values_list("learner__display_name", flat=True))


@pytest.fixture
def add(desk, class_group):
    def send(action, client=desk, **data):
        return client.post(f"/desk/{class_group.pk}/pupils/add/", {"action": action, **data}, follow=True)

    return send


def text(response):
    return response.content.decode()


def inputs(response):
    return re.findall(r'<input name="name" value="([^"]*)"', text(response))


# --- without names ----------------------------------------------------------------------------------------------


def test_twenty_eight_pupils_without_names(add, class_group):
    assert "28 pupils added" in text(add("tickets", how_many=28, had=0))
    names = pupils_of(class_group)
    assert len(set(names)) == 28
    assert all(re.fullmatch(r"[A-Z][a-z]+ [A-Z][a-z]+", name) for name in names)
    assert not User.objects.filter(kind="pupil", by_ticket=False).exists()


def test_a_second_click_makes_no_second_class(add, class_group):
    add("tickets", how_many=28, had=0)
    assert "in the class already" in text(add("tickets", how_many=28, had=0))
    assert len(pupils_of(class_group)) == 28


@pytest.mark.parametrize("how_many", ["", "0", "-3", "41", "many"])
def test_a_number_that_no_class_has(add, class_group, how_many):
    response = add("tickets", how_many=how_many, had=0)
    assert response.status_code == 422
    assert not pupils_of(class_group)


def test_a_class_with_pupils_is_asked_how_many_more(desk, add, class_group):
    page = f"/desk/{class_group.pk}/pupils/add/"
    first = text(desk.get(page))
    assert "How many pupils?" in first and "Who is in the class?" in first
    add("tickets", how_many=12, had=0)
    assert "How many more pupils?" in text(desk.get(page))
    assert "can leave this empty" not in text(desk.get(page)), "a list or a file: one of them is needed"


def test_there_is_room_for_forty(add, class_group):
    add("tickets", how_many=38, had=0)
    response = add("tickets", how_many=3, had=38)
    assert response.status_code == 422
    assert "room for 2 more" in text(response)
    assert len(pupils_of(class_group)) == 38


def test_a_school_that_waits_for_approval_has_tickets_and_no_names(add, class_group, school):
    school.approved_at = None
    school.save()
    assert "28 pupils added" in text(add("tickets", how_many=28, had=0))
    response = add("read", names="Amira\nBen")
    assert response.status_code == 422
    assert "once it is approved" in text(response)
    assert add("add", name=["Amira"]).status_code == 422
    assert len(pupils_of(class_group)) == 28
    place = class_group.enrolments.here().first()
    assert not User.objects.filter(display_name="Amira").exists()
    with pytest.raises(ValueError, match="approved"):
        place.learner.rename("Amira")


def test_a_ticket_is_no_name_for_a_certificate(class_group, school):
    enrolling.enrol_tickets(class_group, 1, 0)
    learner = class_group.enrolments.get().learner
    assert learner.own_name == ""
    learner.rename("Amira")
    assert learner.own_name == "Amira"


# --- with names -------------------------------------------------------------------------------------------------


def test_a_pasted_list_is_shown_before_it_is_kept(add, class_group):
    response = add("read", names="Khan, Mohammed\nAli, Mohammed\nx@y.example\nLee, Ann")
    assert response.status_code == 200
    assert inputs(response) == ["Mohammed K", "Mohammed A", "Ann"]
    assert "Row 3" in text(response)
    assert not pupils_of(class_group)
    add("add", name=[*inputs(response)[:2], "Annie", "  "])
    assert pupils_of(class_group) == ["Mohammed K", "Mohammed A", "Annie"]


def test_a_file_says_which_columns_are_left_out(add, class_group):
    data = b"Forename,Surname,Date of birth\nAmira,Khan,2013-05-04\n"
    response = add("read", file=SimpleUploadedFile("8 Oak.csv", data))
    assert inputs(response) == ["Amira"]
    assert "Date of birth, Surname" in text(response)
    assert "2013" not in text(response)


@pytest.mark.parametrize(
    ("data", "said"),
    [({"names": "  \n "}, "Paste some names"), ({"names": "\n,\n"}, "no name"), ({}, "Paste some names")],
)
def test_nothing_to_read_is_said(add, data, said):
    response = add("read", **data)
    assert response.status_code in {200, 422}
    assert said in text(response).replace("There is no name in this row", "no name")


def test_a_file_that_is_no_list_is_refused_and_nothing_is_lost(add):
    response = add("read", names="Amira", file=SimpleUploadedFile("list.pdf", b"%PDF-1.7"))
    assert response.status_code == 422
    assert "We can read .csv and .xlsx files" in text(response)
    assert "Amira</textarea>" in text(response)


def test_names_that_do_not_do_come_back_with_what_was_written(add, class_group):
    response = add("add", name=["Amira", "amira", "Ben"])
    assert response.status_code == 422
    assert text(response).count("Twice in this list") == 2
    assert inputs(response) == ["Amira", "amira", "Ben"]
    assert not pupils_of(class_group)
    assert add("add", name=["", " "]).status_code == 422


def test_the_same_list_again_adds_nobody(add, class_group):
    for _click in range(2):
        add("add", name=["Amira", "Ben"])
    assert pupils_of(class_group) == ["Amira", "Ben"]
    response = add("read", names="Amira\nBen\nCerys")
    assert inputs(response) == ["Cerys"]
    assert "Amira is in this class already" in text(response)


def test_more_names_than_there_is_room_for_add_nobody(add, class_group):
    response = add("add", name=[f"Pupil {'abcdefghij'[n % 10]}{'klmnop'[n // 10]}" for n in range(41)])
    assert response.status_code == 422
    assert len(inputs(response)) == 41
    assert not pupils_of(class_group)


def test_a_name_is_text_and_nothing_else(add, class_group):
    response = add("read", names='<b onclick="x">Amira</b>')
    assert "<b onclick" not in text(response)
    add("add", name=["<script>Ben"])
    assert "<script>Ben" not in text(add("read", names="Zoe"))


def test_sparks_have_nobody_to_add(sign_in, teacher, school):
    sparks = demo.make_class(school, "Acorns", "Reception", "sparks", [teacher])
    client = sign_in(teacher)
    page = client.post(f"/desk/{sparks.pk}/pupils/add/", {"action": "tickets", "how_many": 20}, follow=True)
    assert "Sparks have no accounts" in text(page)
    assert not sparks.enrolments.exists()
    assert "Sparks have no cards" in text(client.get(f"/desk/{sparks.pk}/cards/"))


# --- one pupil --------------------------------------------------------------------------------------------------


@pytest.fixture
def place(pupil):
    return pupil.enrolments.select_related("learner", "class_group").get()


@pytest.fixture
def do(desk, class_group, place):
    def send(action, **data):
        url = f"/desk/{class_group.pk}/pupils/{place.pk}/"
        return desk.post(url, {"action": action, **data}, follow=True)

    return send


def join(place, words):
    said = {"class_code": place.class_group.code, "number": place.number, "words": words}
    return Client().post("/join/", said)


def test_a_name_is_mended(do, pupil, classmate):
    assert "Saved" in text(do("rename", name="  Amira K "))
    pupil.refresh_from_db()
    assert pupil.display_name == "Amira K"
    for wrong, said in [
        ("", "write a name|required"),
        ("Ben", "Somebody else in the class"),
        ("x" * 61, "60 letters"),
        ("amira@school.example", "looks like an e-mail address"),
        ("123", "write a name"),
    ]:
        response = do("rename", name=wrong)
        assert response.status_code == 422
        assert re.search(said, text(response)), said


def erase(desk, place):
    url = f"/desk/{place.class_group_id}/pupils/"
    return desk.post(url, {"action": "erase", "place": place.pk}, follow=True)


def test_a_pupil_who_has_left_is_erased_with_all_that_they_did(desk, class_group, pupil, classmate, lesson):
    """As a family may ask for: at once, and in every class."""
    demo.finish_lesson(lesson, pupil)
    place = class_group.enrolments.get(learner=pupil)
    place.end()
    page = desk.get(f"/desk/{class_group.pk}/pupils/")
    assert f"Erase {pupil} for good" in text(page)
    assert "Erased, with everything" in text(erase(desk, place))
    assert not User.objects.filter(pk=pupil.pk).exists()
    assert not LessonCompletion.objects.filter(learner=pupil.pk).exists()
    assert AuditEntry.objects.get(event="pupil_erased").detail["number"] == place.number
    assert pupils_of(class_group) == [str(classmate)]


def test_who_is_in_a_class_is_not_erased(desk, class_group, pupil, school, teacher):
    place = class_group.enrolments.get(learner=pupil)
    assert "Take them out of it first" in text(erase(desk, place))
    place.move_to(demo.make_class(school, "9 Ash", "", "navigators", [teacher]))
    assert "for good" not in text(desk.get(f"/desk/{class_group.pk}/pupils/")), "they have only moved"
    assert "Take them out of it first" in text(erase(desk, place))
    assert User.objects.filter(pk=pupil.pk).exists()


def test_last_years_class_in_the_archive_keeps_nobody(desk, class_group, pupil, school, teacher):
    before = demo.make_class(school, "7 Ash", "", "navigators", [teacher])
    before.enrolments.create(learner=pupil, number=1)
    before.archive(teacher)
    place = class_group.enrolments.get(learner=pupil)
    place.end()
    assert "Erased, with everything" in text(erase(desk, place))
    assert not before.enrolments.exists()


def test_a_stranger_erases_nobody(class_group, pupil, other_teacher, sign_in):
    place = class_group.enrolments.get(learner=pupil)
    place.end()
    assert erase(sign_in(other_teacher), place).status_code == 404
    assert User.objects.filter(pk=pupil.pk).exists()


def test_another_generated_name(desk, class_group):
    enrolling.enrol_tickets(class_group, 1, 0)
    place = class_group.enrolments.select_related("learner").get()
    desk.post(f"/desk/{class_group.pk}/pupils/{place.pk}/", {"action": "another_name"})
    assert User.objects.get(pk=place.learner.pk).display_name != place.learner.display_name


def test_a_forgotten_card_one_tap_lets_the_pupil_in_once(do, place):
    card = cards.issue([place])[0]
    page = text(do("let_in"))
    words = re.search(r"Three words, for today</dt><dd>([a-z ]+)</dd>", page)[1]
    assert join(place, words).status_code == 302
    assert join(place, words).status_code == 422
    assert join(place, card.words).status_code == 302  # the card stays good
    entry = AuditEntry.objects.get(event="pupil_let_in")
    assert entry.detail == {"class_group": place.class_group_id, "number": place.number}


def test_the_words_for_today_end_after_ten_minutes_and_with_the_next_ones(do, place, monkeypatch):
    find = re.compile(r"Three words, for today</dt><dd>([a-z ]+)</dd>")
    first = find.search(text(do("let_in")))[1]
    second = find.search(text(do("let_in")))[1]
    assert join(place, first).status_code == 422
    Card.objects.filter(once=True, void_at=None).update(expires_at=timezone.now() - timedelta(seconds=1))
    assert join(place, second).status_code == 422


def test_the_tap_opens_a_door_that_was_guessed_at_too_often(do, place):
    cards.issue([place])
    for _guess in range(6):
        join(place, "wrong wrong wrong")
    assert join(place, "wrong wrong wrong").status_code == 429
    words = re.search(r"for today</dt><dd>([a-z ]+)</dd>", text(do("let_in")))[1]
    assert join(place, words).status_code == 302


def test_k7_no_secret_is_kept_or_shown_again(do, desk, place):
    page = text(do("let_in"))
    words = re.search(r"for today</dt><dd>([a-z ]+)</dd>", page)[1]
    assert words not in text(desk.get(f"/desk/{place.class_group_id}/pupils/{place.pk}/"))
    assert not Card.objects.filter(words__contains=words.replace(" ", "")).exists()
    assert Card.objects.get(once=True).words.startswith("argon2")


def test_a_pupil_moves_with_all_that_is_done(do, place, school, teacher, navigators):
    other = demo.make_class(school, "8 Ash", "Year 8", "navigators", [teacher])
    card = cards.issue([place])[0]
    navigators.lessons[0].reach(place.learner, 3)
    LessonCompletion.objects.create(learner=place.learner, lesson_key=navigators.lessons[0].translation_key)
    assert "8 Ash now" in text(do("move", to=other.pk))
    assert pupils_of(other) == ["Amira"]
    assert not pupils_of(place.class_group)
    assert join(place, card.words).status_code == 422
    assert LessonCompletion.objects.filter(learner=place.learner).count() == 1
    back = other.enrolments.get().move_to(place.class_group)
    assert (back.pk, back.ended_at) == (place.pk, None)


def test_t3_nobody_moves_to_a_class_that_the_teacher_does_not_see(do, place, school, other_class):
    hidden = demo.make_class(school, "8 Ash", "Year 8", "navigators", [])
    for target in [other_class, hidden, place.class_group]:
        assert do("move", to=target.pk).status_code == 422
    assert pupils_of(place.class_group) == ["Amira"]
    with pytest.raises(ValueError, match="another school"):
        place.move_to(other_class)


def test_a_pupil_leaves_and_comes_back(do, desk, place, class_group):
    card = cards.issue([place])[0]
    assert "no longer in this class" in text(do("leave"))
    assert join(place, card.words).status_code == 422
    assert desk.get(f"/desk/{class_group.pk}/pupils/{place.pk}/").status_code == 404
    page = desk.post(f"/desk/{class_group.pk}/pupils/", {"action": "come_back", "place": place.pk}, follow=True)
    assert "Amira is in the class again" in text(page)
    assert pupils_of(class_group) == ["Amira"]
    assert join(place, card.words).status_code == 422
