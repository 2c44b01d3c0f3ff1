"""A class from its making to its end: teachers, courses, years, archive, deletion."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts import cards
from accounts.models import AuditEntry, ClassGroup, User
from classrooms import demo, live, years
from classrooms.models import CardSheet, ClassSession
from classrooms.tasks import purge_classes
from courses.models import Assignment, Course, Lesson, LessonCompletion, Pause
from courses.preparation import preparation_keys
from quizzes.models import Attempt

from .conftest import just_signed_in

NEW = {"name": "7 Elm", "year_group": "Year 7", "band": "navigators"}


def text(response):
    return response.content.decode()


@pytest.fixture
def colleague(school):
    return demo.make_staff(school, "teacher", "colleague@hillside.example", "Mr Ahmed")


@pytest.fixture
def settings_of(desk):
    """Press a button on the page of settings."""

    def press(group, action, client=desk, **data):
        return client.post(f"/desk/{group.pk}/settings/", {"action": action, **data}, follow=True)

    return press


def joins(card):
    place = card.enrolment
    said = {"class_code": place.class_group.code, "number": place.number, "words": card.words}
    return Client().post("/join/", said).status_code == 302


# --- making one -------------------------------------------------------------------------------------------------


def test_a_teacher_makes_a_class_and_is_asked_who_is_in_it(desk, teacher):
    page = desk.post("/desk/new/", NEW, follow=True)
    group = ClassGroup.objects.get(name="7 Elm")
    assert page.redirect_chain == [(f"/desk/{group.pk}/pupils/add/", 302)]
    assert list(group.teachers.all()) == [teacher]


def test_two_clicks_make_one_class(desk):
    for _click in range(2):
        desk.post("/desk/new/", NEW)
    assert ClassGroup.objects.filter(name="7 Elm").count() == 1


def test_a_second_class_of_one_name_is_refused(desk):
    """On the desk, and where a pupil moves to, nobody could tell them apart."""
    desk.post("/desk/new/", NEW)
    response = desk.post("/desk/new/", NEW | {"name": "7 elm", "band": "explorers"})
    assert response.status_code == 422
    assert "You have a class of this name." in text(response)
    assert ClassGroup.objects.filter(name__iexact="7 Elm").count() == 1


def test_a_class_is_not_renamed_to_what_another_is_called(desk, class_group, settings_of):
    desk.post("/desk/new/", NEW)
    response = settings_of(class_group, "save", name="7 ELM", band="navigators")
    assert response.status_code == 422
    assert "You have a class of this name." in text(response)
    assert settings_of(class_group, "save", name=class_group.name, band="navigators").status_code == 200


def test_a_class_with_pupils_does_not_become_one_of_sparks(class_group, pupil, settings_of):
    response = settings_of(class_group, "save", name=class_group.name, band="sparks")
    assert response.status_code == 422
    assert "this class has pupils with both" in text(response)
    class_group.refresh_from_db()
    assert class_group.band == "navigators"


@pytest.mark.parametrize("wrong", [{"name": ""}, {"name": "x" * 61}, {"band": ""}, {"band": "staff"}, {"band": "x"}])
def test_what_is_missing_is_said_and_the_rest_is_kept(desk, wrong):
    response = desk.post("/desk/new/", NEW | wrong)
    assert response.status_code == 422
    assert "Year 7" in text(response)
    assert not ClassGroup.objects.filter(year_group="Year 7").exists()


def test_an_admin_who_does_not_teach_chooses_who_does(school_admin, colleague, sign_in):
    client = just_signed_in(sign_in(school_admin))
    page = client.post("/desk/new/", NEW, follow=True)
    assert "Nobody teaches this class yet" in text(page)
    group = ClassGroup.objects.get(name="7 Elm")
    client.post(f"/desk/{group.pk}/settings/", {"action": "add_teacher", "colleague": colleague.pk})
    assert list(group.teachers.all()) == [colleague]


def test_whoever_works_at_two_schools_says_which(desk, teacher, other_school):
    teacher.memberships.create(school=other_school, role="teacher")
    assert desk.post("/desk/new/", NEW).status_code == 422
    desk.post("/desk/new/", NEW | {"school": other_school.pk})
    assert ClassGroup.objects.get(name="7 Elm").school == other_school


def test_a_school_that_waits_for_approval_makes_classes(desk, school):
    school.approved_at = None
    school.save()
    assert "once it is approved" in text(desk.post("/desk/new/", NEW, follow=True))


def test_a_class_without_a_course_and_pupils_leads_to_both(desk, class_group):
    page = text(desk.get(f"/desk/{class_group.pk}/"))
    for name in ["pupils", "cards", "courses", "settings", "session"]:
        assert f'href="/desk/{class_group.pk}/{name}/"' in page


# --- who teaches it ---------------------------------------------------------------------------------------------


def test_co_teachers(settings_of, class_group, colleague, sign_in):
    assert "Mr Ahmed teaches this class, too" in text(settings_of(class_group, "add_teacher", colleague=colleague.pk))
    assert ClassGroup.objects.visible_to(colleague).get() == class_group
    settings_of(class_group, "remove_teacher", teacher=colleague.pk)
    assert not ClassGroup.objects.visible_to(User.objects.get(pk=colleague.pk)).exists()
    assert set(AuditEntry.objects.filter(about_id=colleague.pk).values_list("event", flat=True)) >= {
        "class_teacher_added",
        "class_teacher_removed",
    }


def test_the_last_teacher_stays(settings_of, class_group, teacher):
    assert "keeps one teacher at least" in text(settings_of(class_group, "remove_teacher", teacher=teacher.pk))
    assert class_group.teachers.get() == teacher


def test_hand_over(settings_of, class_group, colleague, teacher, pupil):
    assert "Mr Ahmed’s now" in text(settings_of(class_group, "hand_over", colleague=colleague.pk))
    assert list(class_group.teachers.all()) == [colleague]
    assert settings_of(class_group, "save", **NEW).status_code == 404


def test_t3_only_a_teacher_of_the_school_is_let_in(
    settings_of, class_group, other_teacher, guardian, safeguarding_lead
):
    for stranger in [other_teacher, guardian, safeguarding_lead]:
        for action in ["add_teacher", "hand_over"]:
            assert settings_of(class_group, action, colleague=stranger.pk).status_code == 422
    with pytest.raises(ValueError, match="Only a teacher of your school"):
        class_group.add_teacher(other_teacher, None)


# --- its courses ------------------------------------------------------------------------------------------------


@pytest.fixture
def choose(desk, class_group):
    def send(course, action="assign", **data):
        data = {"lesson": [str(one.translation_key) for one in course.lessons]} | data
        data = {f"{course.slug}-{name}": value for name, value in data.items()} | {"course": course.slug}
        return desk.post(f"/desk/{class_group.pk}/courses/", {"action": action, **data}, follow=True)

    return send


def test_a_course_is_assigned_with_a_start_and_the_baseline(choose, class_group, navigators, pupil, sign_in):
    tomorrow = timezone.localdate() + timedelta(days=1)
    page = text(choose(navigators, starts_on=f"{tomorrow:%Y-%m-%d}", baseline="on"))
    assert "is set for 8 Oak" in page
    assignment = Assignment.objects.get(class_group=class_group)
    assert (assignment.starts_on, assignment.baseline) == (tomorrow, True)
    pupil_page = Client()
    pupil_page.force_login(pupil, backend="accounts.cards.CardBackend")
    assert "There is nothing to do yet" in text(pupil_page.get("/class/"))
    choose(navigators)
    assignment.refresh_from_db()
    assert (assignment.starts_on, assignment.baseline) == (None, False)
    assert navigators.title in text(pupil_page.get("/class/"))


def test_lessons_without_a_tick_are_left_out(choose, class_group, navigators):
    kept = [str(one.translation_key) for one in navigators.lessons[:2]]
    choose(navigators, lesson=kept)
    assert Pause.objects.filter(class_group=class_group).count() == len(navigators.lessons) - 2
    choose(navigators)
    assert not Pause.objects.exists()


def test_no_lesson_at_all_and_a_day_that_is_none(choose, navigators):
    assert "Tick one lesson at least" in text(choose(navigators, lesson=[]))
    response = choose(navigators, starts_on="soon")
    assert response.status_code == 422
    assert not Assignment.objects.exists()


def test_taking_back_keeps_what_was_done(choose, navigators, pupil):
    choose(navigators)
    navigators.lessons[0].reach(pupil, 2)
    assert "is taken back" in text(choose(navigators, action="withdraw"))
    assert not Assignment.objects.exists()
    assert pupil.lesson_progress.count() == 1


def test_a_course_that_is_not_there(desk, class_group):
    url = f"/desk/{class_group.pk}/courses/"
    assert desk.post(url, {"action": "assign", "course": "nothing"}).status_code == 404
    assert desk.post(url, {"action": "assign"}).status_code == 404


def test_the_baseline_says_what_it_asks(desk, class_group, navigators):
    page = text(desk.get(f"/desk/{class_group.pk}/courses/"))
    assert "Begin with a baseline" in page
    prepared = sum(lesson.staff_prep for lesson in navigators.lessons)
    assert f"This course has {prepared} lesson" in page
    assert f"/learn/quiz/{navigators.baseline.translation_key}/" in page


def test_it_says_when_the_baseline_waits_for_staff_preparation(choose, desk, class_group, teacher, navigators):
    """Each lesson of this course asks for preparation, so its baseline does, too."""
    pathfinders = Course.objects.get(slug="pathfinders")
    says = f"Pupils see the baseline of {pathfinders.title} once a teacher of this class has finished parts T1 to T5"
    overview = f"/desk/{class_group.pk}/"
    assert says in text(choose(navigators, baseline="on"))  # before it is chosen
    assert says not in text(desk.get(overview))
    choose(pathfinders, baseline="on")
    page = desk.get(overview)
    assert says in text(page) and 'href="/learn/staff/"' in page.content.decode()
    for lesson in Lesson.objects.filter(translation_key__in=preparation_keys()):
        LessonCompletion.objects.create(learner=teacher, lesson_key=lesson.translation_key)
    assert says not in text(desk.get(overview))
    assert says not in text(desk.get(f"{overview}courses/"))


# --- copies and years -------------------------------------------------------------------------------------------


def test_a_copy_has_the_courses_and_no_pupils(settings_of, class_group, pupil, navigators, assign):
    assign(class_group, navigators)
    Pause.objects.pause(class_group, navigators.lessons[0])
    settings_of(class_group, "duplicate", name="8 Ash", year_group="Year 8", band="navigators")
    copy = ClassGroup.objects.get(name="8 Ash")
    assert (copy.assignments.count(), copy.pauses.count(), copy.enrolments.count()) == (1, 1, 0)
    assert list(copy.teachers.all()) == list(class_group.teachers.all())
    assert settings_of(class_group, "duplicate", name="8 Ash", year_group="", band="navigators").status_code == 422


def test_archived_in_summer_and_out_again(settings_of, desk, class_group, pupil):
    card = cards.issue(list(class_group.enrolments.select_related("learner", "class_group")))[0]
    assert joins(card)
    settings_of(class_group, "archive")
    assert "8 Oak" not in text(desk.get("/desk/"))
    assert "8 Oak" in text(desk.get("/desk/archive/"))
    assert not joins(card)
    settings_of(class_group, "unarchive")
    assert joins(card)


def test_not_while_a_session_is_open(settings_of, class_group, navigators, teacher):
    live.open(class_group, navigators.lessons[0], teacher)
    for action in ["archive", "delete"]:
        assert "A session of this class is open" in text(settings_of(class_group, action))
    assert ClassGroup.objects.current().filter(pk=class_group.pk).exists()


@pytest.mark.parametrize(
    ("name", "following"), [("8 Oak", "9 Oak"), ("S2 Rowan", "S3 Rowan"), ("Year 10", "Year 11"), ("Oak", "Oak")]
)
def test_the_name_of_next_year(name, following):
    assert years.next_name(name) == following


@pytest.mark.parametrize("archived", [False, True])
def test_moving_up_in_september(desk, class_group, pupil, classmate, navigators, assign, teacher, archived):
    assign(class_group, navigators)
    card = cards.issue(list(class_group.enrolments.select_related("learner", "class_group")))[0]
    LessonCompletion.objects.create(learner=pupil, lesson_key=navigators.lessons[0].translation_key)
    if archived:
        class_group.archive(teacher)
    url = f"/desk/{class_group.pk}/move-up/"
    assert 'value="9 Oak"' in text(desk.get(url))
    for _click in range(2):
        desk.post(url, {"name": "9 Oak", "year_group": "Year 9", "band": "navigators"})
    new = ClassGroup.objects.get(name="9 Oak")
    assert [p.learner for p in new.enrolments.here()] == [pupil, classmate]
    assert new.assignments.count() == 1
    assert not joins(card)
    class_group.refresh_from_db()
    assert class_group.is_archived
    assert not class_group.enrolments.here().exists()
    assert pupil.lesson_completions.count() == 1


def test_nobody_to_move_up(desk, class_group):
    page = desk.post(f"/desk/{class_group.pk}/move-up/", {**NEW, "name": "8 Elm"}, follow=True)
    assert "nobody in this class to move up" in text(page)


# --- the end ----------------------------------------------------------------------------------------------------


@pytest.fixture
def lived_in(class_group, pupil, classmate, navigators, assign, teacher, school):
    """A class with progress, a session, a guest, a sheet of cards; the classmate is in another class, too."""
    assign(class_group, navigators)
    demo.take_course(navigators, pupil, 1)
    session = live.open(class_group, navigators.lessons[0], teacher)
    guest = User.objects.create_guest(school, "Sunny Otter")
    session.participations.create(learner=guest, state="in")
    live.close(session, finished=True, present=[pupil])
    class_group.as_learner()
    CardSheet.objects.ask(class_group, teacher)
    other = demo.make_class(school, "Club", "", "navigators", [teacher])
    other.enrolments.create(learner=classmate, number=1)
    return class_group


def test_deleting_says_what_goes_and_can_be_taken_back(settings_of, desk, lived_in, pupil):
    page = text(desk.get(f"/desk/{lived_in.pk}/settings/"))
    assert "1 pupil with all answers" in page
    assert "1 session with" in page
    assert "stays there" in page
    card = cards.issue(list(lived_in.enrolments.filter(learner=pupil).select_related("learner", "class_group")))[0]
    assert "is deleted" in text(settings_of(lived_in, "delete"))
    assert desk.get(f"/desk/{lived_in.pk}/").status_code == 404
    assert not joins(card)
    page = text(desk.get("/desk/archive/"))
    assert "gone for good on" in page
    desk.post("/desk/archive/", {"action": "undelete", "class": lived_in.pk})
    assert desk.get(f"/desk/{lived_in.pk}/").status_code == 200
    assert joins(card)


def test_a_class_that_was_archived_before_comes_back_archived(settings_of, desk, class_group, teacher):
    class_group.archive(teacher)
    settings_of(class_group, "delete")
    desk.post("/desk/archive/", {"action": "undelete", "class": class_group.pk})
    class_group.refresh_from_db()
    assert (class_group.deleted_at, class_group.is_archived) == (None, True)


def test_after_thirty_days_it_is_gone_with_its_pupils(settings_of, lived_in, pupil, classmate, desk):
    settings_of(lived_in, "delete")
    learner = lived_in.as_learner().pk
    ClassGroup.objects.filter(pk=lived_in.pk).update(deleted_at=timezone.now() - timedelta(days=29))
    purge_classes()
    assert ClassGroup.objects.filter(pk=lived_in.pk).exists()
    ClassGroup.objects.filter(pk=lived_in.pk).update(deleted_at=timezone.now() - timedelta(days=30))
    assert desk.post("/desk/archive/", {"action": "undelete", "class": lived_in.pk}).status_code == 404
    purge_classes()
    assert not ClassGroup.objects.filter(pk=lived_in.pk).exists()
    assert not User.objects.filter(pk__in=[pupil.pk, learner]).exists()
    assert not User.objects.filter(kind="guest").exists()
    assert not Attempt.objects.exists()
    assert not ClassSession.objects.exists()
    assert User.objects.filter(pk=classmate.pk).exists()


def test_a7_deleting_asks_for_the_password_once_more(settings_of, desk, class_group):
    just_signed_in(desk, minutes=6)
    response = desk.post(f"/desk/{class_group.pk}/settings/", {"action": "delete"})
    assert response.status_code == 302
    assert ClassGroup.objects.current().filter(pk=class_group.pk).exists()


def test_nobody_else_brings_a_class_back(class_group, teacher, other_teacher, sign_in):
    class_group.delete_later(teacher)
    client = sign_in(other_teacher)
    assert client.post("/desk/archive/", {"action": "undelete", "class": class_group.pk}).status_code == 404
    assert "8 Oak" not in text(client.get("/desk/archive/"))
