"""The frame of the pages of a class: whose they are, and what stands around them."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import school_staff_only

from .desk import visible_class


def of_class(view):
    """A page of a class that this member of staff sees; nothing is changed in one that is archived."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @school_staff_only
    @wraps(view)
    def wrapper(request, pk, *args, **kwargs):
        group = visible_class(request, pk)
        if request.method == "POST" and group.is_archived:
            messages.error(request, _("This class is archived. Take it out of the archive to change it."))
            return redirect("classrooms:class_settings", pk)
        return view(request, group, *args, **kwargs)

    return wrapper


def page(request, template, group, tab, status=200, **context):
    frame = {"class_group": group, "tab": tab, "nation": group.school.nation}
    return render(request, f"classrooms/class/{template}.html", frame | context, status=status)


def act(actions, request, *args):
    """What the button says that was pressed."""
    action = actions.get(request.POST.get("action"))
    if not action:
        raise BadRequest
    return action(request, *args)
