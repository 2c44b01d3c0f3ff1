"""A school admin's pages: who works here, who is invited, what happened."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import recently_shown, school_staff_only
from accounts.linking import provider_of
from accounts.models import AuditEntry, ClassGroup, Invitation, LastAdmin, School, User
from certificates.models import Certificate

from ..staffroom import InviteForm, RolesForm, StaffRoom
from . import of_class

PAGE_OR_ACTION = require_http_methods(["GET", "HEAD", "POST"])


def managed_school(request, pk):
    """To those who work elsewhere it is not there; to its other staff it is closed."""
    school = get_object_or_404(School.objects.visible_to(request.user), pk=pk)
    if school not in request.user.managed_schools:
        raise PermissionDenied
    return school


def act(actions, request, *args):
    """What the button says that was pressed, after asking once more who it is."""
    return of_class.act({name: recently_shown(action) for name, action in actions.items()}, request, *args)


# --- the staff of a school --------------------------------------------------------------------------------------


@PAGE_OR_ACTION
@school_staff_only
def staff(request, pk):
    school = managed_school(request, pk)
    if request.method == "POST":
        return act({"invite": invite, "again": invite_again, "revoke": revoke}, request, school)
    return staff_page(request, school, InviteForm(school))


def staff_page(request, school, form, status=200):
    context = {"school": school, "room": StaffRoom(school), "form": form}
    return render(request, "classrooms/staff.html", context, status=status)


def invite(request, school):
    form = InviteForm(school, request.POST)
    if not form.is_valid():
        return staff_page(request, school, form, status=422)
    send(request, school, **form.cleaned_data)
    return redirect("classrooms:staff", school.pk)


def invite_again(request, school):
    old = waiting_invitation(request, school)
    form = InviteForm(school, {"email": old.email, "role": old.role})
    if not form.is_valid():
        return staff_page(request, school, form, status=422)
    send(request, school, **form.cleaned_data)
    return redirect("classrooms:staff", school.pk)


def send(request, school, role, email):
    Invitation.objects.send(school, role, email, by=request.user)
    messages.success(request, _("An invitation is on its way to %(email)s. It lasts seven days.") % {"email": email})


def revoke(request, school):
    waiting_invitation(request, school).revoke(request.user)
    messages.success(request, _("The invitation no longer counts."))
    return redirect("classrooms:staff", school.pk)


def waiting_invitation(request, school):
    found = Invitation.objects.visible_to(request.user).unanswered().filter(school=school)
    number = request.POST.get("invitation", "")
    return get_object_or_404(found, pk=number if number.isdecimal() else 0)


# --- one colleague ----------------------------------------------------------------------------------------------


@PAGE_OR_ACTION
@school_staff_only
def colleague(request, pk, user):
    school = managed_school(request, pk)
    person = get_object_or_404(User.objects.filter(memberships__in=school.memberships.current()).distinct(), pk=user)
    if request.method == "POST":
        actions = {"roles": change_roles, "reset": reset_second_factor, "link": invite_to_link, "leave": let_go}
        return act(actions, request, school, person)
    return colleague_page(request, school, person)


def colleague_page(request, school, person, form=None, status=200):
    shown = StaffRoom(school).colleague(person)
    context = {
        "school": school,
        "colleague": shown,
        "form": form or RolesForm(school, initial={"roles": [m.role for m in shown.memberships]}),
        "may_reset": school.may_reset_second_factor(person, request.user),
        "may_link": provider_of(person) is None,
        "certificates": person.certificates.filter(kind=Certificate.Kind.STAFF, replaced_by=None),
        "is_last_admin": any(membership.is_last_admin for membership in shown.memberships),
    }
    return render(request, "classrooms/colleague.html", context, status=status)


def change_roles(request, school, person):
    form = RolesForm(school, request.POST)
    if not form.is_valid():
        return colleague_page(request, school, person, form, status=422)
    return set_roles(request, school, person, form.cleaned_data["roles"], _("Saved. %(name)s signs in anew."))


def let_go(request, school, person):
    return set_roles(request, school, person, [], _("%(name)s no longer works here. Their access has ended."))


def set_roles(request, school, person, roles, sentence):
    try:
        school.set_roles(person, roles, by=request.user)
    except LastAdmin:
        form = RolesForm(school, initial={"roles": roles})
        return colleague_page(request, school, person, form, status=409)
    if person == request.user:
        update_session_auth_hash(request, person)
        sentence = _("Saved.")
    messages.success(request, sentence % {"name": person})
    still_manages = request.user.memberships.current().admins().filter(school=school).exists()
    return redirect("classrooms:staff", school.pk) if still_manages else redirect("accounts:go")


def invite_to_link(request, school, person):
    """An invitation to what they are already: it leads to the button that links the school's sign-in."""
    send(request, school, role=school.memberships.current().filter(user=person).first().role, email=person.email)
    return redirect("classrooms:colleague", school.pk, person.pk)


def reset_second_factor(request, school, person):
    if not school.may_reset_second_factor(person, request.user):
        raise PermissionDenied
    school.reset_second_factor(person, by=request.user)
    messages.success(
        request, _("Done. %(name)s signs in by password, and sets up a new second step.") % {"name": person}
    )
    return redirect("classrooms:colleague", school.pk, person.pk)


# --- what happened ----------------------------------------------------------------------------------------------


@require_safe
@school_staff_only
def record(request, pk):
    """The audit of a school: numbers, told with the names of adults and classes that are still known."""
    school = managed_school(request, pk)
    entries = AuditEntry.objects.visible_to(request.user).filter(school_id=school.pk)
    page = Paginator(entries, 50).get_page(request.GET.get("page"))
    people = User.objects.in_bulk({n for entry in page for n in (entry.by_id, entry.about_id) if n})
    numbers = {entry.detail["class_group"] for entry in page if "class_group" in entry.detail}
    classes = ClassGroup.objects.filter(school=school).in_bulk(numbers)
    for entry in page:
        entry.class_group = classes.get(entry.detail.get("class_group"))
        entry.who, entry.whom = (name_of(people.get(number)) for number in (entry.by_id, entry.about_id))
        entry.role = school.role_label(entry.detail["role"]) if "role" in entry.detail else ""
    return render(request, "classrooms/record.html", {"school": school, "page": page})


def name_of(user):
    """No list of what happened names a child."""
    return _("a pupil") if user and user.is_learner else user
