"""A class that works as one: in Sparks, which an adult leads, and without devices. Its answers, completions and
certificate are ordinary ones, of the class learner."""

import pytest
from django.urls import reverse

from certificates.awarding import award_due
from certificates.models import Certificate
from classrooms import demo, live
from classrooms.counting import answers_by_option
from classrooms.models import ClassSession, Participation
from courses.models import Course, LessonCompletion, LessonProgress, Pause
from quizzes.models import Attempt, Response

TICKS = dict.fromkeys(["lesson_not_assembly", "lead_knows", "ground_rules", "help_ready", "alternative"], "on")


@pytest.fixture
def sparks(db):
    return Course.objects.get(slug="sparks")


@pytest.fixture
def infants(school, teacher):
    """A class of five-year-olds, nobody of whom has an account."""
    return demo.make_class(school, "1 Acorn", "Year 1", "sparks", [teacher])


def hands(session, counts):
    """Ask each question of the session; hands go up for the first options as `counts` says."""
    for question in session.questions:
        live.open_question(session, question.id)
        options = [choice.id for choice in question.counted()]
        live.count_hands(session, dict(zip(options, counts, strict=False)))


def teach(group, lesson, teacher, counts=(20, 3)):
    session = live.open(group, lesson, teacher, mode="no_device")
    hands(session, counts)
    return live.close(session, finished=True)


def test_sparks_is_for_one_screen(infants, sparks, teacher, sign_in):
    desk = sign_in(teacher)
    path = reverse("classrooms:begin", args=[infants.pk, sparks.lessons[0].translation_key])
    page = desk.get(path).content.decode()
    assert "On one screen, together" in page
    assert "A device for each pupil" not in page
    assert desk.post(path, {**TICKS, "mode": "devices"}).status_code == 422
    assert desk.post(path, {**TICKS, "mode": "no_device"}).status_code == 302
    assert ClassSession.objects.get().mode == "no_device"


def test_the_class_answers_in_an_ordinary_attempt_and_completes_together(infants, sparks, teacher):
    lesson = sparks.lessons[0]
    session = teach(infants, lesson, teacher)
    whole = ClassSession.objects.get().class_group.learner
    attempt = Attempt.objects.get()
    assert (attempt.learner, attempt.is_finished, attempt.version) == (whole, True, session.quiz_version)
    assert attempt.responses.count() == len(session.questions)
    for question in session.questions:
        response = attempt.responses.get(question=question.id)
        assert response.mark == question.mark(response.answer)
        assert response.answer == question.answer_of_most(answers_by_option(session, question, 1)[0], 23)
    assert LessonCompletion.objects.get().learner == whole
    assert LessonProgress.objects.get().step == session.step_count


def test_its_answers_are_not_counted_beside_the_hands(infants, sparks, teacher):
    session = teach(infants, sparks.lessons[0], teacher)
    assert {answers_by_option(session, question, 1)[1] for question in session.questions} == {23}


def test_a_question_whose_hands_were_not_counted_has_no_answer(infants, sparks, teacher):
    session = live.open(infants, sparks.lessons[0], teacher, mode="no_device")
    live.reveal(live.open_question(session, session.questions[0].id))
    live.close(session, finished=True)
    assert not Response.objects.exists()
    assert Attempt.objects.get().is_finished


def test_a_lesson_that_stops_at_the_bell_keeps_the_attempt_open(infants, sparks, teacher):
    lesson = sparks.lessons[0]
    first = live.open(infants, lesson, teacher, mode="no_device")
    hands(first, (20, 3))
    first = live.close(first, finished=False)
    assert not Attempt.objects.get().is_finished
    again = live.open(infants, lesson, teacher, mode="no_device", after=first)
    hands(again, (3, 20))
    live.close(again, finished=True)
    attempt = Attempt.objects.get()
    assert attempt.is_finished
    assert attempt.responses.count() == len(again.questions)


def test_the_whole_course_gives_the_class_one_certificate(infants, sparks, teacher, sign_in):
    for lesson in sparks.lessons[:-1]:
        teach(infants, lesson, teacher)
    assert award_due() == 0
    session = teach(infants, sparks.lessons[-1], teacher)
    page = sign_in(teacher).get(f"/session/{session.pk}/").content.decode()
    certificate = Certificate.objects.get()
    assert (certificate.kind, certificate.name) == ("class", "1 Acorn")
    assert certificate.get_absolute_url() in page
    assert sign_in(teacher).get(certificate.get_absolute_url()).status_code == 200
    assert award_due() == 0


def test_the_sweep_finds_it_and_a_paused_lesson_is_not_in_the_way(infants, sparks, teacher):
    Pause.objects.pause(infants, sparks.lessons[1])
    for lesson in [sparks.lessons[0], *sparks.lessons[2:]]:
        teach(infants, lesson, teacher)
    assert award_due() == 1
    assert Certificate.objects.get().kind == "class"


def test_another_school_does_not_see_the_certificate(infants, sparks, teacher, other_teacher, sign_in):
    """T1."""
    for lesson in sparks.lessons:
        teach(infants, lesson, teacher)
    award_due()
    assert sign_in(other_teacher).get(Certificate.objects.get().get_absolute_url()).status_code == 404


def test_a_class_of_older_pupils_has_no_certificate_as_a_class(class_group, navigators, teacher, pupil):
    session = live.open(class_group, navigators.lessons[0], teacher, mode="no_device")
    hands(session, (5, 4))
    live.close(session, finished=True, present=[pupil])
    assert set(LessonCompletion.objects.values_list("learner__kind", flat=True)) == {"pupil", "class"}
    assert award_due() == 0


def test_with_devices_the_class_learner_answers_nothing(session, crowd):
    live.open_question(session, session.questions[0].id)
    live.close(session, finished=True, present=crowd)
    assert not Attempt.objects.exists()


def test_the_quiet_alternative_leaves_the_same_as_taking_part(session, crowd, lesson):
    """Nothing that is stored tells who sat in the room and who did something else."""
    inside, quiet = crowd[0], crowd[1]
    Participation.objects.create(session=session, learner=inside, state="in")
    live.close(session, finished=True, present=[inside, quiet])

    def left(learner):
        progress = LessonProgress.objects.filter(learner=learner).values("lesson_key", "step")
        return list(progress), LessonCompletion.objects.filter(
            learner=learner, lesson_key=lesson.translation_key
        ).count()

    assert left(inside) == left(quiet)
    assert left(quiet)[1] == 1
    fields = {field.name for field in LessonCompletion._meta.get_fields()}
    assert fields == {"id", "learner", "lesson_key", "completed_at"}
