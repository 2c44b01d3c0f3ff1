"""Who earns which certificate: each person by their own facts, and by those alone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.choices import AgeBand, Role
from accounts.models import User
from certificates.awarding import award, award_due
from certificates.models import Certificate
from classrooms import demo, live
from classrooms.models import ClassSession
from courses.models import Course, LessonCompletion, Pause, Rehearsal

Kind = Certificate.Kind


def course_of(band):
    return Course.objects.get(band=band)


def finish(course, *learners, without=()):
    for lesson in course.lessons:
        if lesson.code not in without:
            LessonCompletion.objects.finish_together(learners, lesson.translation_key)


def kinds():
    """(whose, of what kind), for all that was awarded."""
    return set(Certificate.objects.current().values_list("learner__display_name", "kind"))


# --- pupils ----------------------------------------------------------------------------------------------------


def test_explorers_finish_and_need_no_mark(class_group, pupil, assign):
    course = course_of(AgeBand.EXPLORERS)
    assign(class_group, course)
    finish(course, pupil)
    assert award_due() == 0
    demo.take_quiz(course.end_quiz, pupil, right=0.0)
    assert award_due() == 1


@pytest.mark.parametrize(("right", "passes"), [(8, True), (7, False)])
def test_eight_of_ten_pass_and_seven_do_not(on_course, pupil, navigators, right, passes):
    finish(navigators, pupil)
    attempt = navigators.end_quiz.start(pupil, home="/learn/")
    assert attempt.out_of == 10
    for number, question in enumerate(attempt.questions):
        answer = question.model_answer()
        attempt.respond(question.id, answer if number < right else demo.other_answer(question, answer))
    attempt.finish()
    assert bool(award(pupil, navigators)) is passes


# --- a class that works as one ---------------------------------------------------------------------------------


@pytest.fixture
def hands_up(class_group, teacher, navigators, on_course):
    """Hold a lesson without devices, and tick these."""

    def hold(lesson, *present):
        session = live.open(class_group, lesson, teacher, mode=ClassSession.Mode.NO_DEVICE)
        live.close(session, finished=True, present=present)

    return hold


def test_without_devices_those_who_were_there_get_attendance_and_the_class_its_own(
    hands_up, navigators, class_group, pupil, classmate
):
    first, *others = navigators.lessons
    hands_up(first, pupil)  # the classmate is away
    for lesson in others:
        hands_up(lesson, pupil, classmate)
    award_due()
    assert kinds() == {("Amira", Kind.ATTENDANCE), ("8 Oak", Kind.CLASS)}
    first.finish(classmate)  # and catches up
    award_due()
    assert ("Ben", Kind.ATTENDANCE) in kinds()
    assert award_due() == 0


def test_one_lesson_with_devices_makes_it_a_course_of_the_pupils_own(hands_up, navigators, pupil):
    first, *others = navigators.lessons
    first.finish(pupil)
    for lesson in others:
        hands_up(lesson, pupil)
    award_due()
    assert not Certificate.objects.exists()


def test_what_the_class_leaves_out_bars_nobody(hands_up, navigators, class_group, pupil):
    first, *others = navigators.lessons
    Pause.objects.pause(class_group, first)
    for lesson in others:
        hands_up(lesson, pupil)
    award_due()
    assert kinds() == {("Amira", Kind.ATTENDANCE), ("8 Oak", Kind.CLASS)}


def test_who_passed_the_end_quiz_besides_has_the_better_one(hands_up, navigators, pupil):
    for lesson in navigators.lessons:
        hands_up(lesson, pupil)
    demo.take_quiz(navigators.end_quiz, pupil)
    award_due()
    assert ("Amira", Kind.COURSE) in kinds() and ("Amira", Kind.ATTENDANCE) not in kinds()


def test_sparks_have_one_for_the_class_and_none_for_a_child(school, teacher, assign):
    course = course_of(AgeBand.SPARKS)
    group = demo.make_class(school, "Acorns", "", AgeBand.SPARKS, [teacher])
    assign(group, course)
    finish(course, group.as_learner(), group.enrol("Una").learner)
    assert award_due() == 1
    assert kinds() == {("Acorns", Kind.CLASS)}


# --- grown-ups -------------------------------------------------------------------------------------------------


def test_a_guardian_who_finishes_every_part(guardian):
    family = course_of(AgeBand.FAMILY)
    finish(family, guardian, without=["F6"])
    assert award_due() == 0
    finish(family, guardian)
    assert award_due() == 0  # reading is not enough
    Rehearsal.objects.done(guardian)
    assert award_due() == 1
    certificate = award(guardian, family)
    assert (certificate.kind, certificate.name, certificate.school) == (Kind.FAMILY, "Jo Parent", "")
    assert certificate.expires_on is None
    assert award_due() == 0


def test_two_guardians_do_not_make_one(guardian, teacher):
    """Together they did everything; neither did it all."""
    family = course_of(AgeBand.FAMILY)
    finish(family, guardian, without=["F1", "F2", "F3"])
    finish(family, teacher, without=["F4", "F5", "F6"])
    Rehearsal.objects.done(guardian)
    Rehearsal.objects.done(teacher)
    assert award_due() == 0


def test_a_guest_has_no_name_to_print_yet(school):
    finish(course_of(AgeBand.FAMILY), User.objects.create_guest(school))
    assert award_due() == 0


@pytest.fixture
def staff_course(db):
    return course_of(AgeBand.STAFF)


@pytest.fixture
def prepared(staff_course, teacher):
    """The teacher's certificate."""
    finish(staff_course, teacher)
    return award(teacher, staff_course)


def test_staff_get_theirs_with_hours_date_and_an_end(prepared, staff_course):
    assert (prepared.kind, prepared.name, prepared.school) == (Kind.STAFF, "Ms Okafor", "Hillside School")
    assert prepared.minutes == sum(part.minutes for part in staff_course.lessons) == 60
    assert prepared.awarded_on == timezone.localdate()
    assert prepared.expires_on == timezone.localdate() + timedelta(days=365)
    assert award_due() == 0


def test_one_part_is_missing(staff_course, teacher):
    finish(staff_course, teacher, without=["T6"])
    assert award(teacher, staff_course) is None


def test_who_works_at_no_school_gets_none(staff_course, guardian):
    finish(staff_course, guardian)
    assert award_due() == 0


def take_quizzes(course, person, parts=6):
    for part in course.lessons[:parts]:
        demo.take_quiz(part.quiz, person)


def ends_in(certificate, days):
    Certificate.objects.filter(pk=certificate.pk).update(expires_on=timezone.localdate() + timedelta(days=days))


def test_whoever_goes_through_it_again_near_the_end_has_it_renewed(prepared, staff_course, teacher):
    ends_in(prepared, 20)
    take_quizzes(staff_course, teacher, parts=5)
    assert award_due() == 0
    take_quizzes(staff_course, teacher)
    assert award_due() == 1
    assert award_due() == 0
    prepared.refresh_from_db()
    assert prepared.ended_as == Certificate.Ended.RENEWED
    assert prepared.replaced_by == award(teacher, staff_course)
    assert prepared.replaced_by.expires_on == timezone.localdate() + timedelta(days=365)


def test_quizzes_long_before_the_end_renew_nothing(prepared, staff_course, teacher):
    take_quizzes(staff_course, teacher)
    assert award_due() == 0


def test_a_colleagues_quizzes_renew_nobody_elses(prepared, staff_course, school):
    colleague = demo.make_staff(school, Role.TEACHER, "co@hillside.example", "Mr Rowlands")
    ends_in(prepared, 20)
    take_quizzes(staff_course, colleague)
    assert award_due() == 0


# --- what happens to the course later --------------------------------------------------------------------------


def test_it_outlives_the_course(on_course, pupil, navigators, take_all, sign_in, media):
    """iomad 2145, joanie 31"""
    from certificates.rendering import render_pdf

    take_all(pupil)
    certificate = award(pupil, navigators)
    navigators.title = navigators.certificate_title = "Another course"
    navigators.save()
    navigators.delete()
    render_pdf(certificate.pk)
    browser = sign_in(pupil)
    assert browser.get(f"/certificate/{certificate.pk}/file/")["Content-Type"] == "application/pdf"
    assert b"Navigators: Online Safety" in browser.get("/certificates/").content
    assert b"Navigators: Online Safety" in browser.get(f"/verify/{certificate.code}/").content
