"""Next year's class with the same pupils."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import school_staff_only
from accounts.models import ClassGroup

from .. import years
from ..class_forms import ClassForm
from .class_settings import not_while_live
from .desk import visible_class
from .of_class import page


@require_http_methods(["GET", "HEAD", "POST"])
@school_staff_only
def move_up(request, pk):
    group = visible_class(request, pk)
    initial = {name: years.next_name(getattr(group, name)) for name in ("name", "year_group")} | {"band": group.band}
    form = ClassForm(request.POST or None, initial=initial)
    if done := ClassGroup.objects.visible_to(request.user).filter(came_from=group).first():
        return redirect("classrooms:class_group", done.pk)
    if form.is_valid():
        return moved_up(request, group, **form.cleaned_data)
    status = 422 if request.method == "POST" else 200
    size = group.enrolments.here().count()
    return page(request, "move_up", group, "settings", status=status, form=form, size=size)


@not_while_live
def moved_up(request, group, **fields):
    try:
        new = years.move_up(group, request.user, **fields)
    except ValueError as error:
        messages.error(request, str(error))
        return redirect("classrooms:class_settings", group.pk)
    messages.success(request, _("The class has moved up. Now print its new cards."))
    return redirect("classrooms:cards", new.pk)
