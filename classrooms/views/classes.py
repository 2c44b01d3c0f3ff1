"""Classes as a whole: a new one, and those that are archived or deleted."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import school_staff_only
from accounts.choices import Role
from accounts.models import ClassGroup, User

from ..class_forms import NewClassForm
from .of_class import act


@require_http_methods(["GET", "HEAD", "POST"])
@school_staff_only
def new_class(request):
    form = NewClassForm(request.user, request.POST or None)
    if form.is_valid():
        group = make(request.user, form.at_school, **form.class_fields)
        if not group.teachers.exists():
            return redirect("classrooms:class_settings", group.pk)
        return redirect("classrooms:add_pupils" if group.has_cards else "classrooms:class_courses", group.pk)
    return render(
        request, "classrooms/new_class.html", {"form": form}, status=422 if request.method == "POST" else 200
    )


@transaction.atomic
def make(user, school, name, **fields):
    """A class of this teacher; sent twice, it is one. An admin who does not teach says next who does."""
    User.objects.select_for_update().get(pk=user.pk)
    mine = ClassGroup.objects.visible_to(user).current().filter(school=school, name=name)
    if same := mine.filter(enrolments=None, **fields).first():
        return same
    group = ClassGroup.objects.create(school=school, name=name, **fields)
    if any(m.school_id == school.pk and m.role == Role.TEACHER for m in user.current_memberships):
        group.teachers.add(user)
    return group


@require_http_methods(["GET", "HEAD", "POST"])
@school_staff_only
def old_classes(request):
    """What is in the archive, and what can still be brought back."""
    if request.method == "POST":
        return act({"unarchive": unarchive, "undelete": undelete}, request)
    context = {
        "archived": ClassGroup.objects.visible_to(request.user).archived().select_related("went_on_as"),
        "deleted": ClassGroup.objects.restorable_by(request.user),
    }
    return render(request, "classrooms/old_classes.html", context)


def asked_for(request, classes):
    number = request.POST.get("class", "")
    return get_object_or_404(classes, pk=number if number.isdecimal() else 0)


def unarchive(request):
    group = asked_for(request, ClassGroup.objects.visible_to(request.user))
    group.unarchive(request.user)
    return brought_back(request, group)


def undelete(request):
    group = asked_for(request, ClassGroup.objects.restorable_by(request.user))
    group.undelete(request.user)
    return brought_back(request, group)


def brought_back(request, group):
    messages.success(request, _("%(name)s is back, as it was.") % {"name": group.name})
    return redirect("classrooms:class_group", group.pk)
