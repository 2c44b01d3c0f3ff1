"""Pages of courses and lessons: for learners of the class, for everybody else as a preview, and for nobody else."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from classrooms import demo
from courses.models import Assignment, Course, Lesson, LessonCompletion, LessonProgress, Pause

STEP = "/learn/walkers/one/1/"
SENSITIVE_STEP = "/learn/walkers/two/1/"
PAGES = [
    "/learn/walkers/",
    "/learn/walkers/one/",
    STEP,
    "/learn/walkers/one/3/",
    "/learn/walkers/one/quiz/",
    "/learn/walkers/one/print/",
]
FACTS = [LessonProgress, LessonCompletion]


def text(response):
    assert response.status_code == 200
    return response.content.decode()


def title(response):
    return text(response).partition("<title>")[2].partition("</title>")[0]


@pytest.fixture
def reading_pupil(sign_in, assigned, pupil):
    return sign_in(pupil)


# --- previews ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [None, "teacher", "guardian", "editor", "other_teacher"])
def test_adults_read_every_lesson_as_a_preview_that_stores_nothing(role, course, client, request):
    if role:
        request.getfixturevalue("sign_in")(request.getfixturevalue(role))
    for path in ["/learn/", *PAGES]:
        body = text(client.get(path))
        assert "for parents and teachers" in body
        main = body.partition("<main")[2].partition("</main>")[0]
        # A family may take the course up at home, by a button of its own.
        assert set(re.findall(r'method="post"( action="[^"]*at-home/")?', main)) <= {
            ' action="/learn/walkers/at-home/"'
        }
    assert not any(fact.objects.exists() for fact in FACTS)


def test_a_preview_takes_no_next(course, client, sign_in, teacher):
    assert client.post(STEP).headers["Location"] == "/join/"
    assert sign_in(teacher).post(STEP).status_code == 403
    assert not any(fact.objects.exists() for fact in FACTS)


def test_hints_and_notes_are_for_adults(course, client, sign_in, assigned, pupil):
    hint, notes = "A hint for b8.", "Read b8 first."
    assert hint in text(client.get(STEP))
    assert notes in text(client.get("/learn/walkers/one/"))
    assert hint in text(client.get("/learn/walkers/one/print/"))
    sign_in(pupil)
    assert hint not in text(client.get(STEP))
    paper = text(client.get("/learn/walkers/one/print/"))
    assert hint not in paper and notes not in paper and "Remember b8." in paper


def test_the_quiz_preview_tells_answers_and_what_is_said_to_them(course, client):
    body = text(client.get("/learn/walkers/one/quiz/"))
    assert "Ask somebody" in body and "Yes. Asking is quick." in body and "Not yet. Who could Noor ask?" in body


# --- learners ---------------------------------------------------------------------------------------------


def test_a_pupil_finds_the_way_from_the_course_to_the_questions(reading_pupil, course):
    client, lesson = reading_pupil, course.lessons[0]
    assert client.get("/learn/").headers["Location"] == "/learn/walkers/"
    assert "/learn/walkers/one/" in text(client.get("/learn/walkers/"))
    assert client.get("/learn/walkers/one/").headers["Location"] == STEP
    assert "I can ask." in text(client.get(STEP))
    assert client.post(STEP).headers["Location"] == "/learn/walkers/one/2/"
    assert client.get("/learn/walkers/one/").headers["Location"] == "/learn/walkers/one/2/"
    assert client.post("/learn/walkers/one/2/").headers["Location"] == "/learn/walkers/one/3/"
    assert client.post("/learn/walkers/one/3/").headers["Location"] == f"/learn/quiz/{lesson.quiz.translation_key}/"
    assert LessonProgress.objects.get().step == 3
    assert not LessonCompletion.objects.exists()


def test_reading_alone_stores_nothing(reading_pupil):
    for number in [1, 2, 3]:
        text(reading_pupil.get(f"/learn/walkers/one/{number}/"))
    assert not any(fact.objects.exists() for fact in FACTS)


def test_a_finished_lesson_can_be_read_again(reading_pupil, pupil, course):
    course.lessons[0].finish(pupil)
    body = text(reading_pupil.get("/learn/walkers/one/"))
    assert "read it again" in body and "Do the questions again" in body


@pytest.mark.parametrize("path", PAGES)
def test_a_learner_meets_404_outside_their_own_course(path, course, sign_in, pupil, stranger, assigned):
    def body(response):
        assert response.status_code == 404
        return re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", response.content)

    client = sign_in(stranger)
    missing = body(client.get("/learn/walkers/nowhere/"))
    assert missing == body(client.get(path)) == body(client.post("/learn/walkers/one/1/"))


def test_what_is_not_there_is_404(course, client):
    for path in ["nowhere/", "nowhere/one/", "walkers/nowhere/", "walkers/nowhere/1/", "walkers/one/0/"]:
        assert client.get(f"/learn/{path}").status_code == 404
    for path in ["walkers/one/4/", "walkers/one/999999999999/", "navigators/one/1/", "one/", "walkers/one/one/"]:
        assert client.get(f"/learn/{path}").status_code == 404


def test_an_unpublished_lesson_or_course_is_404(course, client, reading_pupil):
    Lesson.objects.get(code="B8").unpublish()
    assert all(client.get(path).status_code == 404 for path in PAGES[1:])
    assert "Secret topic of b8" not in text(client.get("/learn/walkers/"))
    Course.objects.get(slug="walkers").unpublish()
    assert client.get("/learn/walkers/").status_code == client.get(SENSITIVE_STEP).status_code == 404


def test_a_paused_lesson_says_so_and_stays_open_to_those_who_finished_it(
    sign_in, class_group, course, assigned, pupil, classmate
):
    first = course.lessons[0]
    first.finish(classmate)
    Pause.objects.pause(class_group, first)
    client = sign_in(pupil)
    for response in [client.get("/learn/walkers/one/"), client.get(STEP), client.post(STEP)]:
        assert "paused" in text(response)
    assert not LessonProgress.objects.exists()
    assert "You’ve finished this lesson" in text(sign_in(classmate).get("/learn/walkers/one/"))


def test_a_class_that_pauses_nothing_keeps_the_lesson_open(course, assigned, sign_in, school, class_group, pupil):
    club = demo.make_class(school, "Club", "", "navigators", [])
    club.enrolments.create(learner=pupil, number=1)
    Assignment.objects.assign(club, course)
    Pause.objects.pause(class_group, course.lessons[0])
    assert "Hello from" in text(sign_in(pupil).get(STEP))


# --- what is on a page ------------------------------------------------------------------------------------


def test_titles_in_tabs_and_histories_say_nothing_of_the_topic(course, client, reading_pupil):
    for path in [*PAGES[1:], SENSITIVE_STEP]:
        if (response := client.get(path)).status_code == 200:
            assert "Secret" not in title(response)


def test_a_sensitive_lesson_has_the_way_out_and_the_full_help_box(course, client):
    plain, sensitive = text(client.get(STEP)), text(client.get(SENSITIVE_STEP))
    assert "Leave this page" in sensitive and "Leave this page" not in plain
    assert "staff" not in sensitive.partition("<body")[0].partition("data-age-band")[2][:20]
    end_quiz = text(client.get(f"/learn/quiz/{course.end_quiz.translation_key}/"))
    assert "Leave this page" in end_quiz and "Report Remove" in end_quiz


def test_a_course_of_sensitive_lessons_alone_has_them_on_its_own_page_too(course, client, reading_pupil):
    for reader in [client, reading_pupil]:
        assert "Leave this page" not in text(reader.get(course.get_absolute_url()))
    Lesson.objects.child_of(course).update(leave_page=True, sensitive=True)
    for reader in [client, reading_pupil]:
        page = text(reader.get(course.get_absolute_url()))
        assert "Leave this page" in page and "Report Remove" in page


def test_first_aid_comes_before_what_its_lesson_is_for(course, client):
    step = text(client.get(STEP))
    assert step.index("I can ask.") < step.index("Hello from")
    lesson = Lesson.objects.get(code="B8")
    lesson.code = "D4"
    lesson.save_revision().publish()
    step = text(client.get(STEP))
    assert step.index("Hello from") < step.index("I can ask.")


def test_a_lesson_that_nobody_signed_off_says_so(course, client):
    assert "awaiting sign-off" in text(client.get(STEP))
    lesson = Lesson.objects.get(code="B8")
    lesson.checked_by = "Dr Sen"
    lesson.save_revision().publish()
    assert "awaiting sign-off" not in text(client.get(STEP))


def test_cards_open_without_script_and_are_open_on_paper(course, client):
    assert "<details" in text(client.get("/learn/walkers/one/2/"))
    assert "<details open" not in text(client.get("/learn/walkers/one/2/"))
    assert '<details class="disclosure" open>' in text(client.get("/learn/walkers/one/print/"))


def test_a_published_change_shows_at_once(course, client):
    text(client.get(STEP))
    lesson = Lesson.objects.get(code="B8")
    lesson.steps[0].value["title"] = "A new beginning"
    lesson.save_revision()
    assert "A new beginning" not in text(client.get(STEP))
    lesson.latest_revision.publish()
    assert "A new beginning" in text(client.get(STEP))


def test_a_signed_in_pupils_step_page_is_eight_queries_at_most(reading_pupil):
    text(reading_pupil.get(STEP))
    with CaptureQueriesContext(connection) as queries:
        text(reading_pupil.get(STEP))
    assert len(queries) <= 8


@pytest.mark.parametrize(("code", "is_open"), [("D3", False), ("D4", True), ("D5", True), ("D6", False)])
def test_first_aid_is_open_to_its_band_even_where_it_is_paused(sign_in, school, teacher, code, is_open):
    pathfinders = Course.objects.get(slug="pathfinders")
    group = demo.make_class(school, "11 Ash", "Year 11", "pathfinders", [teacher])
    Assignment.objects.create(class_group=group, course_key=pathfinders.translation_key)
    lesson = next(lesson for lesson in pathfinders.lessons if lesson.code == code)
    Pause.objects.pause(group, lesson)
    client = sign_in(group.enrol("Dara").learner)
    for path in (lesson.get_absolute_url(), lesson.step_url(1), lesson.step_url(2)):
        page = client.get(path, follow=True).content.decode()
        assert ("This lesson is paused" in page) is not is_open
    way = client.get(pathfinders.get_absolute_url()).content.decode()
    assert (f'href="{lesson.get_absolute_url()}"' in way) is is_open


def test_each_number_that_a_lesson_names_says_whether_it_is_confirmed(client, navigators):
    notes = text(client.get("/learn/family/first-hour/print/"))
    named = notes[notes.index("Numbers in this lesson") :]
    assert re.search(r"Samaritans: <span class=\"nowrap\">116 123</span>\s*<span class=\"unconfirmed\">", named)
    assert re.search(r"Childline: <span class=\"nowrap\">0800 1111</span>\s*</li>", named)


def test_a_number_to_ring_stays_in_one_line(client, navigators):
    step = text(client.get("/learn/family/first-hour/1/"))
    for number in ["0800 1111", "116 123", "0808 808 8000", "18001 101"]:
        assert number.replace(" ", "\u00a0") in step


def test_nobody_is_asked_for_a_nation_where_helpers_are_the_same_in_all(client, navigators):
    assert "Which nation are you in?" not in text(client.get("/learn/explorers/good-friends/4/"))
    assert "Which nation are you in?" in text(client.get("/learn/navigators/helping/5/"))


def test_who_is_rung_in_danger_is_offered_by_number(client, navigators):
    assert ">999: Emergency services</label>" in text(client.get("/learn/explorers/good-friends/4/"))


def test_a_code_of_a_curriculum_stays_in_one_line(client, navigators):
    notes = text(client.get("/learn/navigators/lock-it/print/"))
    assert '<span class="nowrap">TCH 3-03a</span>' in notes


def test_a_course_for_adults_speaks_to_its_reader(client, navigators):
    lesson = text(client.get("/learn/family/talking/"))
    assert "Curriculum" not in lesson
    quiz = text(client.get("/learn/family/talking/quiz/"))
    assert "what pupils read" not in quiz
    assert "<strong>“What were you doing on that page?”</strong>" in quiz


def test_a_number_in_the_id_of_a_block_is_not_named(navigators):
    lesson = Lesson.objects.get(slug="five-tricks")
    assert re.search(r"(?<!\d)111(?!\d)", str(lesson.steps.raw_data))  # as in NHS 111, and here in an id
    assert {service.name for service in lesson.numbers_named} == {"Emergency services", "Childline"}
