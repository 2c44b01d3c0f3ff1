"""What adults do is written down: numbers only, never changed, kept for a year (L1)."""

import pytest
from allauth.mfa.models import Authenticator
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from accounts import tasks
from accounts.choices import Event, Role
from accounts.models import AuditEntry
from classrooms import demo
from tests.walk.passkey import credential

from .test_adults import log_in, set_up_second_factor, wrong

HILLSIDE = "teacher@hillside.example"


def written(**filters):
    return list(AuditEntry.objects.filter(**filters).order_by("pk").values_list("event", flat=True))


def test_sign_ins_and_wrong_passwords(teacher, school):
    wrong(HILLSIDE, 2)
    log_in(HILLSIDE)
    assert written(about_id=teacher.pk, school_id=school.pk) == ["sign_in_failed", "sign_in_failed", "signed_in"]


def test_a_wrong_password_for_nobody_leaves_no_line(teacher):
    wrong("nobody@hillside.example", 2)
    assert written() == []


def test_the_sign_in_of_a_child_is_not_written_down(tablet, card):
    tablet.join(card)
    assert written() == []


def test_a_second_factor(teacher, monkeypatch):
    monkeypatch.setattr(transaction, "on_commit", lambda call: call())  # this test is inside a transaction
    client, _response = log_in(HILLSIDE)
    set_up_second_factor(client, teacher)
    assert "second_factor_added" in written(about_id=teacher.pk)


def test_a_wrong_code_of_a_second_factor(teacher, school):
    demo.give_second_factor(teacher)
    client, _response = log_in(HILLSIDE)
    for _try in range(2):
        client.post("/account/2fa/authenticate/", {"code": "000000"})
    assert written(about_id=teacher.pk, school_id=school.pk) == ["second_factor_failed"] * 2


def test_a_passkey_that_does_not_fit(teacher):
    demo.give_second_factor(teacher)
    Authenticator.objects.create(user=teacher, type="webauthn", data={"name": "Laptop", "credential": credential()})
    client, _response = log_in(HILLSIDE)
    client.post("/account/2fa/authenticate/", {"credential": '{"id": "forged"}'})
    assert written(about_id=teacher.pk) == ["second_factor_failed"]


def test_roles(teacher, school, school_admin):
    school.set_roles(teacher, [Role.SAFEGUARDING_LEAD], by=school_admin)
    entries = AuditEntry.objects.filter(about_id=teacher.pk, by_id=school_admin.pk).order_by("pk")
    assert [(e.event, e.detail["role"]) for e in entries] == [
        ("role_given", "safeguarding_lead"),
        ("role_ended", "teacher"),
    ]


def test_it_holds_numbers_and_no_names(teacher, school, school_admin):
    log_in(HILLSIDE)
    school.set_roles(teacher, [], by=school_admin)
    said = str(list(AuditEntry.objects.values())).lower()
    assert not any(word in said for word in ("okafor", "kaur", "hillside", "@"))


def test_an_admin_reads_their_own_school(school_admin, teacher, other_teacher, safeguarding_lead, editor):
    log_in(HILLSIDE)
    log_in(other_teacher.email)
    assert {e.about_id for e in AuditEntry.objects.visible_to(school_admin)} == {teacher.pk}
    for user in (teacher, safeguarding_lead, editor, other_teacher):
        assert not AuditEntry.objects.visible_to(user).exists()


def test_the_list_names_the_class(class_group, school, school_admin, teacher, sign_in):
    class_group.archive(teacher)
    class_group.note(Event.CARDS_PRINTED, teacher)
    page = sign_in(school_admin).get(f"/school/{school.pk}/record/").content.decode()
    assert page.count(f"<td>{class_group.name}</td>") == 2
    class_group.delete()
    page = sign_in(school_admin).get(f"/school/{school.pk}/record/").content.decode()
    assert page.count("<td>a class that has gone</td>") == 2


def test_code_cannot_change_it(teacher):
    log_in(HILLSIDE)
    entry = AuditEntry.objects.get()
    for change in (
        entry.save,
        entry.delete,
        AuditEntry.objects.all().delete,
        lambda: AuditEntry.objects.update(event=Event.SIGNED_IN),
    ):
        with pytest.raises(TypeError):
            change()


def test_the_database_refuses_to_change_it(teacher):
    log_in(HILLSIDE)
    with (
        pytest.raises(DatabaseError, match="audit is not changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE accounts_auditentry SET about_id = 0")


def test_it_is_kept_for_a_year(school):
    for days in (366, 364):
        AuditEntry.objects.create(event=Event.SIGNED_IN, at=timezone.now() - timezone.timedelta(days=days))
    tasks.forget()
    assert AuditEntry.objects.count() == 1


def test_it_outlives_who_is_in_it(teacher, school):
    log_in(HILLSIDE)
    teacher.delete()
    assert AuditEntry.objects.count() == 1


def test_somebody_of_two_schools_is_in_the_audit_of_both(teacher, school, other_school):
    teacher.memberships.create(school=other_school, role=Role.TEACHER)
    log_in(HILLSIDE)
    assert set(AuditEntry.objects.values_list("school_id", flat=True)) == {school.pk, other_school.pk}


def test_the_demo_is_written_by_nobody(navigators):
    demo.build()
    assert not AuditEntry.objects.exists()
