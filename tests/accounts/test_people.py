"""Who sees whom, and what the models hold."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.choices import Kind, Role
from accounts.models import ClassGroup, Enrolment, User, class_for
from classrooms import demo


def seen(user):
    """Names of the classes and the people that this user sees."""
    classes = {group.name for group in ClassGroup.objects.visible_to(user)}
    if not user.is_learner:  # staff are asked about one class at a time, too
        assert {group.name for group in ClassGroup.objects.all() if class_for(user, group.pk)} == classes
    return classes, {person.display_name for person in User.objects.visible_to(user)} - {user.display_name}


# --- who sees whom ----------------------------------------------------------------------------------------------


def test_a_teacher_sees_their_own_classes(teacher, pupil, classmate, stranger, school):
    other = demo.make_class(school, "7 Elm", "Year 7", "navigators", [])
    other.enrol("Dylan")
    assert seen(teacher) == ({"8 Oak"}, {"Amira", "Ben"})


@pytest.mark.parametrize("who", ["safeguarding_lead", "school_admin"])
def test_leads_and_admins_see_their_school(request, who, pupil, stranger, school):
    demo.make_class(school, "7 Elm", "Year 7", "navigators", []).enrol("Dylan")
    assert seen(request.getfixturevalue(who)) == ({"8 Oak", "7 Elm"}, {"Amira", "Dylan"})


def test_a_pupil_sees_their_class_and_nobody_in_it(pupil, classmate):
    assert seen(pupil) == ({"8 Oak"}, set())
    assert [place.learner for place in Enrolment.objects.visible_to(pupil)] == [pupil]


@pytest.mark.parametrize("who", ["guardian", "editor"])
def test_other_adults_see_nobody(request, who, pupil):
    assert seen(request.getfixturevalue(who)) == (set(), set())


def test_a_teacher_who_left_keeps_nothing(teacher, pupil, sign_in):
    client = sign_in(teacher)
    teacher.memberships.get().end()
    teacher = User.objects.get(pk=teacher.pk)
    assert seen(teacher) == (set(), set())
    assert client.get("/desk/")["Location"].startswith("/account/login/")
    assert sign_in(teacher).get("/desk/").status_code == 403


def test_a_teacher_who_comes_back_does_not_find_the_old_classes(teacher, pupil, school):
    teacher.memberships.get().end()
    teacher.memberships.create(school=school, role=Role.TEACHER)
    assert seen(User.objects.get(pk=teacher.pk)) == (set(), set())


def test_a_teacher_of_two_schools_keeps_the_classes_of_the_other(teacher, pupil, other_school, other_class, stranger):
    other = teacher.memberships.create(school=other_school, role=Role.TEACHER)
    other_class.teachers.add(teacher)
    other.end()
    assert seen(User.objects.get(pk=teacher.pk)) == ({"8 Oak"}, {"Amira"})


def test_being_named_a_teacher_of_a_class_is_not_enough(guardian, class_group, pupil):
    class_group.teachers.add(guardian)
    assert seen(guardian) == (set(), set())


def test_a_pupil_who_left_is_seen_no_more(teacher, pupil, classmate):
    pupil.enrolments.get().end()
    assert seen(teacher) == ({"8 Oak"}, {"Ben"})
    assert seen(pupil) == (set(), set())


def test_an_archived_class_stays_for_staff_and_closes_for_pupils(teacher, pupil, class_group):
    class_group.archived_at = timezone.now()
    class_group.save()
    assert seen(teacher) == ({"8 Oak"}, {"Amira"})
    assert seen(pupil) == (set(), set())
    assert not Enrolment.objects.visible_to(pupil)


def test_staff_see_who_stands_for_a_class(teacher, other_teacher, class_group, school):
    class_group.learner = User.objects.create(kind=Kind.CLASS, display_name="The class", school=school)
    class_group.save()
    assert seen(teacher)[1] == {"The class"}
    assert seen(other_teacher)[1] == set()


# --- what cannot be stored --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": Kind.PUPIL, "email": "child@home.example"},
        {"kind": Kind.GUEST, "email": "guest@home.example"},
        {"kind": Kind.ADULT, "email": None},
        {"kind": Kind.ADULT, "email": ""},
        {"kind": Kind.ADULT, "email": "adult@home.example", "in_school": True},
        {"kind": Kind.PUPIL, "in_school": False},
    ],
)
def test_what_nobody_is(school, fields):
    in_school = fields.pop("in_school", fields["kind"] == Kind.PUPIL)
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(school=school if in_school else None, **fields)


# --- classes ----------------------------------------------------------------------------------------------------


def test_card_numbers_are_given_in_order_and_again_when_somebody_left(class_group):
    first, second, third = (class_group.enrol(name) for name in ("Amira", "Ben", "Cerys"))
    assert [first.number, second.number, third.number] == [1, 2, 3]
    second.end()
    assert class_group.enrol("Dylan").number == 2


def test_a_full_class_says_so(class_group):
    for n in range(40):
        class_group.enrol(f"Pupil {n}")
    with pytest.raises(ValueError, match="This class is full: it has 40 pupils."):
        class_group.enrol("One more")
    assert User.objects.filter(kind=Kind.PUPIL).count() == 40


def test_names_are_cleaned_when_a_pupil_is_enrolled(class_group):
    assert class_group.enrol(" Ami\u202era  ").learner.display_name == "Amira"
    with pytest.raises(ValueError, match="write a name"):
        class_group.enrol("\t")
    assert class_group.enrolments.count() == 1


def test_two_cannot_have_one_number(class_group, pupil, classmate):
    with pytest.raises(IntegrityError), transaction.atomic():
        class_group.enrolments.filter(learner=classmate).update(number=1)
