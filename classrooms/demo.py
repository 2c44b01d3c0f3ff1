"""Invented schools, people and progress: for `manage.py demo`, and as the factories of the tests.

Everything is made by the verbs that real people's clicks reach, so that the demo cannot show what the product
cannot do.
"""

import random
from dataclasses import dataclass
from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from accounts.choices import AgeBand, Nation, Role
from accounts.models import ClassGroup, School, User
from courses.models import Assignment, Course, LessonCompletion

from . import live
from .models import ClassSession

PASSWORD = "lantern-harbour-violet"  # noqa: S105 - the demo's, printed at every start

PUPILS = (  # noqa: SIM905 - a list of thirty names is easier to read as a text
    "Amira Ben Cerys Dylan Efua Finlay Grace Hamza Isla Jakub Keira Leon Maja Noah Olivia "
    "Priti Quinn Rhys Sofia Tariq Una Viktor Wen Xanthe Yusuf Zofia Aled Bronwen Callan Daisy"
).split()


@dataclass(frozen=True)
class DemoSchool:
    name: str
    nation: Nation
    domain: str
    staff: dict
    classes: tuple


SCHOOLS = (
    DemoSchool(
        "Hillside School",
        Nation.ENGLAND,
        "hillside.example",
        {Role.TEACHER: "Ms Okafor", Role.SAFEGUARDING_LEAD: "Mr Evans", Role.SCHOOL_ADMIN: "Mrs Kaur"},
        (("8 Oak", "Year 8", 30), ("9 Birch", "Year 9", 12)),
    ),
    DemoSchool(
        "Glenview Academy",
        Nation.SCOTLAND,
        "glenview.example",
        {Role.TEACHER: "Mr Reid", Role.SAFEGUARDING_LEAD: "Ms Sinclair", Role.SCHOOL_ADMIN: "Mrs Fraser"},
        (("S2 Rowan", "S2", 30), ("S1 Alder", "S1", 12)),
    ),
)


# --- factories ------------------------------------------------------------------------------------------


def make_school(name, nation):
    """Approved, and with its name on certificates."""
    return School.objects.create(name=name, nation=nation, approved_at=timezone.now(), on_certificates=True)


def make_adult(email, name, **fields):
    adult = User.objects.create_adult(email, name, PASSWORD, **fields)
    EmailAddress.objects.create(user=adult, email=email, verified=True, primary=True)
    return adult


def make_staff(school, role, email, name):
    adult = make_adult(email, name)
    adult.memberships.create(school=school, role=role)
    return adult


def make_editor(email, name):
    editor = make_adult(email, name, is_staff=True)
    editor.groups.add(Group.objects.get(name="Editors"), Group.objects.get(name="Moderators"))
    return editor


def make_reviewer(email, name):
    """Who gives the second word in the sign-off of a lesson or quiz."""
    reviewer = make_adult(email, name, is_staff=True)
    reviewer.groups.add(Group.objects.get(name="Safeguarding reviewers"))
    return reviewer


def make_class(school, name, year_group, band, teachers):
    class_group = ClassGroup.objects.create(school=school, name=name, year_group=year_group, band=band)
    class_group.teachers.set(teachers)
    return class_group


def give_second_factor(user):
    """A TOTP of which nobody has the device: enough for tests that start signed in."""
    if user.is_learner or Authenticator.objects.filter(user=user).exists():
        return
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(user)


# --- progress -------------------------------------------------------------------------------------------


def take_quiz(quiz, learner, right=1.0):
    """Answer every question, this share of them rightly, and hand in."""
    attempt = quiz.start(learner, home=f"/learn/quiz/{quiz.translation_key}/")
    chance = random.Random(attempt.pk)  # noqa: S311 - invented answers
    for question in attempt.questions:
        answer = question.model_answer()
        if chance.random() > right:
            answer = other_answer(question, answer)
        attempt.respond(question.id, answer)
    return attempt.finish()


def other_answer(question, answer):
    """An answer that is not yet right."""
    if isinstance(answer, list):
        return answer[1:] if question.slug == "multiple_choice" else [answer[-1], *answer[:-1]]
    if isinstance(answer, dict):
        keys = list(answer)
        return {**answer, keys[0]: next(v for v in [*answer.values()] if v != answer[keys[0]])}
    return next(option.id for option in question.options if option.id != answer)


def finish_lesson(lesson, learner, right=1.0):
    lesson.reach(learner, len(lesson.steps))
    take_quiz(lesson.quiz, learner, right)
    lesson.finish(learner)


def take_course(course, learner, lessons, right=1.0, end=False):
    """Finish so many lessons, begin the next, and take the end quiz if asked."""
    for lesson in course.lessons[:lessons]:
        finish_lesson(lesson, learner, right)
    if lessons < len(course.lessons):
        course.lessons[lessons].reach(learner, 2)
    if end:
        take_quiz(course.end_quiz, learner, right)


def make_progress_of_all_sorts(course, learners):
    """Six have not begun, six have finished, one is not there yet with the end quiz, the rest are on the way."""
    total = len(course.lessons)
    for place, learner in enumerate(learners):
        if place % 5 == 0:
            continue
        if place % 5 == 4:
            take_course(course, learner, total, right=0.5 if place == 9 else 1.0, end=True)
        else:
            take_course(course, learner, place % (total + 1), right=0.7)


def take_baseline(course, learners):
    """Before the first lesson, those who have begun."""
    for place, learner in enumerate(learners):
        if place % 5:
            take_quiz(course.baseline, learner, right=0.45)


def teach_in_sessions(class_group, course, learners, weeks=3):
    """The first lessons, one a week: there was whoever has finished them."""
    teacher = class_group.teachers.first()
    for place, lesson in enumerate(course.lessons[:weeks]):
        finished = LessonCompletion.objects.filter(lesson_key=lesson.translation_key, learner__in=learners)
        there = User.objects.filter(pk__in=finished.values("learner"))
        session = live.close(live.open(class_group, lesson, teacher), finished=True, present=list(there))
        opened = timezone.now() - timedelta(weeks=weeks - place)
        ClassSession.objects.filter(pk=session.pk).update(opened_at=opened, ended_at=opened + timedelta(minutes=50))


# --- the whole ------------------------------------------------------------------------------------------


@transaction.atomic
def build():
    """Both schools, a guardian, an editor and a reviewer; once."""
    if School.objects.exists():
        return
    course = Course.objects.live().get(slug=AgeBand.NAVIGATORS)
    for school in SCHOOLS:
        build_school(school, course)
    make_adult("guardian@home.example", "Jo Parent")
    make_editor("editor@waymark.example", "Sal Editor")
    make_reviewer("reviewer@waymark.example", "Rae Reviewer")


def build_school(plan, course):
    school = make_school(plan.name, plan.nation)
    staff = {
        role: make_staff(school, role, f"{role.value.replace('_', '-')}@{plan.domain}", name)
        for role, name in plan.staff.items()
    }
    for number, (name, year_group, size) in enumerate(plan.classes):
        class_group = make_class(school, name, year_group, AgeBand.NAVIGATORS, [staff[Role.TEACHER]])
        Assignment.objects.create(class_group=class_group, course_key=course.translation_key)
        learners = [class_group.enrol(pupil).learner for pupil in PUPILS[:size]]
        if number == 0:
            take_baseline(course, learners)
            make_progress_of_all_sorts(course, learners)
            teach_in_sessions(class_group, course, learners)
