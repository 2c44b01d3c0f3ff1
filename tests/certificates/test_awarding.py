"""Who completed the course and passed its end quiz gets one certificate."""

import pytest

from accounts.models import User
from certificates.awarding import award, award_due
from certificates.models import Certificate, CourseCertificate
from classrooms import demo
from courses.models import Course, Pause

pytestmark = pytest.mark.usefixtures("on_course")


def test_a_completed_course_earns_a_certificate(pupil, navigators, take_all):
    take_all(pupil)
    certificate = award(pupil, navigators)
    assert certificate.name == "Amira"
    assert certificate.title == "Navigators: Online Safety"
    assert certificate.school == "Hillside School"
    assert certificate.minutes == sum(lesson.minutes for lesson in navigators.lessons)
    assert len(certificate.code) == 18
    assert certificate.kind == Certificate.Kind.COURSE


def test_asking_again_gives_the_same_one(pupil, navigators, take_all):
    take_all(pupil)
    assert award(pupil, navigators) == award(pupil, navigators)
    assert award_due() == 0
    assert Certificate.objects.count() == 1


def test_the_sweep_finds_who_is_due(pupil, classmate, take_all):
    take_all(pupil)
    take_all(classmate)
    assert award_due() == 2
    assert award_due() == 0


def test_one_lesson_missing_is_not_yet(pupil, navigators, take_all):
    take_all(pupil, without=["C4"])
    assert award(pupil, navigators) is None
    assert award_due() == 0


def test_a_paused_lesson_bars_nobody(pupil, navigators, class_group, take_all):
    take_all(pupil, without=["C4"])
    left_out = next(lesson for lesson in navigators.lessons if lesson.code == "C4")
    Pause.objects.create(class_group=class_group, lesson_key=left_out.translation_key)
    assert award_due() == 1
    certificate = Certificate.objects.get()
    assert certificate.minutes == sum(lesson.minutes for lesson in navigators.lessons) - left_out.minutes


def test_another_class_may_not_pause_for_us(pupil, navigators, other_class, take_all):
    take_all(pupil, without=["C4"])
    left_out = next(lesson for lesson in navigators.lessons if lesson.code == "C4")
    Pause.objects.create(class_group=other_class, lesson_key=left_out.translation_key)
    assert award(pupil, navigators) is None


def test_the_end_quiz_must_be_passed(pupil, navigators, take_all):
    attempt = take_all(pupil, right=0.0)
    assert attempt.passed is False
    assert award(pupil, navigators) is None
    demo.take_quiz(navigators.end_quiz, pupil)
    assert award(pupil, navigators)


def test_exactly_the_pass_mark_passes(pupil, navigators, take_all):
    for lesson in navigators.lessons:
        lesson.finish(pupil)
    attempt = navigators.end_quiz.start(pupil, home="/learn/")
    needed = -(-attempt.out_of * attempt.content["pass_mark"] // 100)
    for number, question in enumerate(attempt.questions):
        answer = question.model_answer()
        attempt.respond(question.id, answer if number < needed else demo.other_answer(question, answer))
    assert attempt.finish().mark == needed
    assert award(pupil, navigators)


def test_without_the_end_quiz_there_is_none(pupil, navigators):
    for lesson in navigators.lessons:
        lesson.finish(pupil)
    assert award(pupil, navigators) is None


def test_only_their_own_facts_count(pupil, classmate, navigators, take_all):
    """Together they did everything; neither did it all."""
    take_all(classmate, without=["C1", "C2", "C3"], right=1.0)
    for lesson in navigators.lessons[:3]:
        lesson.finish(pupil)
    assert award(pupil, navigators) is None
    assert award(classmate, navigators) is None
    assert award_due() == 0


def test_a_revoked_certificate_does_not_come_back_by_itself(pupil, navigators, take_all):
    take_all(pupil)
    award(pupil, navigators)
    Certificate.objects.update(revoked_at="2026-11-23T09:00Z")
    assert award(pupil, navigators) is None
    assert award_due() == 0
    assert Certificate.objects.count() == 1


def test_the_course_chooses_the_design(pupil, navigators, take_all):
    CourseCertificate.objects.create(course=navigators, design="path")
    take_all(pupil)
    assert award(pupil, navigators).design == "path"


def test_a_later_edit_changes_the_digest_and_not_the_certificate(pupil, classmate, navigators, take_all):
    take_all(pupil)
    first = award(pupil, navigators)
    lesson = navigators.lessons[0]
    lesson.title = "Another title"
    lesson.save(update_fields=["title"])
    take_all(classmate)
    second = award(classmate, navigators)
    assert first.content_digest != second.content_digest
    first.refresh_from_db()
    assert first.title == "Navigators: Online Safety"


def test_a_sweep_with_nothing_due_asks_little(pupil, classmate, navigators, take_all, django_assert_max_num_queries):
    take_all(pupil)
    take_all(classmate, without=["C4"])
    award_due()
    courses = Course.objects.live().count()
    with django_assert_max_num_queries(3 * courses):
        assert award_due() == 0


def test_a_class_earns_no_pupils_certificate(navigators, class_group, take_all):
    learner = User.objects.create(kind="class", display_name="8 Oak", school=class_group.school)
    class_group.enrolments.create(learner=learner, number=40)
    take_all(learner)
    assert award_due() == 0
