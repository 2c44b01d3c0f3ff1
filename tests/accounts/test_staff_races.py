"""Two at the same moment: a school keeps an admin, and an invitation is taken once. Each guard with its control."""

from contextlib import nullcontext, suppress
from threading import Barrier, BrokenBarrierError

import pytest

from accounts.choices import Role
from accounts.models import AuditEntry, Invitation, LastAdmin, Membership, School
from classrooms import demo
from tests import races

shared_database = races.shared_database
pytestmark = pytest.mark.django_db(transaction=True)


def two_admins_leave(monkeypatch):
    """Both look whether there is another before either goes; how many admins are left."""
    school = demo.make_school("Hillside School", "england")
    admins = [demo.make_staff(school, Role.SCHOOL_ADMIN, f"{n}@hillside.example", f"Admin {n}") for n in (1, 2)]
    both = Barrier(2)
    asked = Membership.is_last_admin.fget

    def is_last_admin(self):
        answer = asked(self)
        with suppress(BrokenBarrierError):  # the other waits for its turn: that is the guard
            both.wait(timeout=1)
        return answer

    monkeypatch.setattr(Membership, "is_last_admin", property(is_last_admin))
    queue = [admin.memberships.get().pk for admin in admins]

    def leave():
        try:
            Membership.objects.select_related("school", "user").get(pk=queue.pop()).end()
        except LastAdmin:
            return False
        return True

    races.at_once(leave, times=2)
    return school.memberships.current().admins().count()


def test_two_admins_who_leave_at_once_leave_one(monkeypatch):
    assert two_admins_leave(monkeypatch) == 1


def test_control_without_taking_turns_none_would_be_left(monkeypatch):
    monkeypatch.setattr(School, "one_at_a_time", lambda self: nullcontext())
    assert two_admins_leave(monkeypatch) == 0


def test_an_invitation_taken_by_two_clicks_counts_once():
    school = demo.make_school("Hillside School", "england")
    admin = demo.make_staff(school, Role.SCHOOL_ADMIN, "admin@hillside.example", "Mrs Kaur")
    adult = demo.make_adult("nia@hillside.example", "Nia New")
    invitation = Invitation.objects.send(school, Role.TEACHER, adult.email, by=admin)
    taken = races.at_once(lambda: Invitation.objects.get(pk=invitation.pk).accept(demo.User.objects.get(pk=adult.pk)))
    assert taken.count(True) == 1
    assert adult.memberships.current().count() == 1


def test_control_without_the_condition_it_would_count_often(monkeypatch):
    school = demo.make_school("Hillside School", "england")
    admin = demo.make_staff(school, Role.SCHOOL_ADMIN, "admin@hillside.example", "Mrs Kaur")
    adult = demo.make_adult("nia@hillside.example", "Nia New")
    invitation = Invitation.objects.send(school, Role.TEACHER, adult.email, by=admin)
    monkeypatch.setattr(type(Invitation.objects.all()), "open", lambda self: self)
    taken = races.at_once(lambda: Invitation.objects.get(pk=invitation.pk).accept(demo.User.objects.get(pk=adult.pk)))
    assert taken.count(True) > 1


def test_a_school_that_is_sent_twice_at_once_is_one():
    adult = demo.make_adult("nia@hillside.example", "Nia New")

    def start():
        return School.objects.start(demo.User.objects.get(pk=adult.pk), "Riverside", "wales").pk

    assert len(set(races.at_once(start))) == 1


def test_one_who_is_approved_twice_at_once_is_written_down_once():
    school = School.objects.create(name="Riverside", nation="wales")
    operator = demo.make_adult("operator@waymark.example", "Ola", is_superuser=True)
    races.at_once(lambda: School.objects.get(pk=school.pk).approve(operator))
    assert School.objects.get().approved_by == operator
    assert AuditEntry.objects.count() == 1
