"""Add pupils: without names, or from a list that is read, shown, and only then kept."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _

from .. import enrolling
from ..class_forms import ListForm, TicketsForm
from ..name_files import CannotRead, rows_of
from ..name_lists import Line, NameList, from_rows, from_text, pupil_name, tell_apart
from .of_class import act, of_class, page
from .pupils import added


@of_class
def add_pupils(request, group):
    if not group.has_cards:
        return redirect("classrooms:pupils", group.pk)
    if request.method == "POST":
        return act({"tickets": tickets, "read": read, "add": add}, request, group)
    return add_page(request, group)


def add_page(request, group, status=200, **forms):
    had = group.enrolments.here().count()
    context = {
        "tickets": TicketsForm(had=had),
        "list": ListForm(),
        "had": had,
        "may_have_names": group.school.is_approved,
    }
    return page(request, "add_pupils", group, "pupils", status=status, **(context | forms))


def tickets(request, group):
    form = TicketsForm(request.POST, had=group.enrolments.here().count())
    if form.is_valid():
        had = request.POST.get("had", "")
        try:
            number = enrolling.enrol_tickets(group, form.cleaned_data["how_many"], int(had) if had.isdecimal() else 0)
        except ValueError as error:
            form.add_error("how_many", str(error))
        else:
            return added(request, group, number)
    return add_page(request, group, status=422, tickets=form)


def read(request, group):
    """What we understood, to be mended before anything is kept."""
    form = ListForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            group.school.may_hold_pupils()
            upload = form.cleaned_data["file"]
            found = from_rows(rows_of(upload)) if upload else from_text(form.cleaned_data["names"])
        except CannotRead as error:
            form.add_error("file", str(error))
        except ValueError as error:
            form.add_error(None, str(error))
        else:
            tell_apart(found.lines, enrolling.names_in(group))
            if found.lines:
                return review(request, group, found)
            form.add_error(None, _("There is no name in this list."))
    return add_page(request, group, status=422, list=form)


def review(request, group, found, status=200, error=""):
    room = enrolling.room_in(group)
    return page(
        request,
        "review",
        group,
        "pupils",
        status=status,
        found=found,
        error=error,
        room=room,
        too_many=max(0, len(found.good) - room),
    )


def add(request, group):
    """The names as the teacher left them; an emptied one is left out."""
    lines = [line_of(number, text) for number, text in enumerate(request.POST.getlist("name"), 1) if text.strip()]
    names = [line.name.casefold() for line in lines]
    for line in lines:
        if not line.problem and names.count(line.name.casefold()) > 1:
            line.problem = _("Twice in this list. Add a letter, such as Mohammed K.")
    wrong = any(line.problem for line in lines)
    try:
        if wrong or not lines:
            raise ValueError(_("Some names need a change.") if wrong else _("There is no name in this list."))
        return added(request, group, enrolling.enrol_names(group, [line.name for line in lines]))
    except ValueError as error:
        return review(request, group, NameList(lines), status=422, error=str(error))


def line_of(number, text):
    try:
        return Line(number, text, pupil_name(text))
    except ValueError as error:
        return Line(number, text, text, problem=str(error))
