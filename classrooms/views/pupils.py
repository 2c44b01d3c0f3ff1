"""The pupils of a class: who is in it, who comes, who goes."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.access import recently_shown
from accounts.cards import let_in
from accounts.choices import Event
from accounts.models import Enrolment

from .. import enrolling, purging
from ..class_forms import MoveForm, RenameForm
from ..models import CardSheet
from .of_class import act, of_class, page


@of_class
def pupils(request, group):
    if request.method == "POST":
        return act({"come_back": come_back, "erase": erase}, request, group)
    return page(
        request,
        "pupils",
        group,
        "pupils",
        places=group.enrolments.here().select_related("learner"),
        without=set(group.enrolments.without_card().values_list("pk", flat=True)),
        locked=Enrolment.objects.locked_of(group),
        gone=group.enrolments.left().select_related("learner").order_by("-ended_at"),
        room=enrolling.room_in(group),
        may_copy=group.school in request.user.managed_schools,
    )


def asked_for(request, group):
    number = request.POST.get("place", "")
    place = get_object_or_404(group.enrolments.select_related("learner"), pk=number if number.isdecimal() else 0)
    place.class_group = group
    return place


@recently_shown
def erase(request, group):
    """Asked for by a family, or by a school that has to: nothing brings it back."""
    place = asked_for(request, group)
    try:
        purging.erase(place, request.user)
    except ValueError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Erased, with everything that was kept."))
    return redirect("classrooms:pupils", group.pk)


def come_back(request, group):
    place = asked_for(request, group)
    try:
        place.come_back()
    except ValueError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("%(name)s is in the class again, and needs a new card.") % {"name": place.learner})
    return redirect("classrooms:pupils", group.pk)


@of_class
def pupil(request, group, enrolment):
    """One pupil: name, card, another class."""
    place = get_object_or_404(group.enrolments.here().select_related("learner"), pk=enrolment)
    place.class_group = group
    if request.method == "POST":
        return act(ACTIONS, request, group, place)
    return pupil_page(request, group, place)


def pupil_page(request, group, place, status=200, **context):
    forms = {
        "rename": RenameForm(initial={"name": place.learner.display_name}),
        "move": MoveForm(request.user, group),
        "may_copy": group.school in request.user.managed_schools,
        "has_card": not group.enrolments.without_card().filter(pk=place.pk).exists(),
    }
    return page(request, "pupil", group, "pupils", status=status, place=place, **(forms | context))


def rename(request, group, place):
    form = RenameForm(request.POST)
    if form.is_valid():
        try:
            others = group.enrolments.here().exclude(pk=place.pk)
            if others.filter(learner__display_name__iexact=form.cleaned_data["name"]).exists():
                raise ValueError(_("Somebody else in the class has this name. Add a letter, such as Mohammed K."))
            place.learner.rename(form.cleaned_data["name"])
        except ValueError as error:
            form.add_error("name", ValidationError(str(error)))
    if not form.is_valid():
        return pupil_page(request, group, place, status=422, rename=form)
    messages.success(request, _("Saved. The card in hand still opens the door; a new one shows the new name."))
    return redirect("classrooms:pupil", group.pk, place.pk)


def another_name(request, group, place):
    enrolling.another_name(place)
    messages.success(request, _("This ticket is now %(name)s.") % {"name": place.learner})
    return redirect("classrooms:pupil", group.pk, place.pk)


def let_pupil_in(request, group, place):
    """Shown once, in the answer to the tap: what to type in place of the card's words."""
    secret = let_in(place)
    group.note(Event.PUPIL_LET_IN, request.user, place.learner, number=place.number)
    return pupil_page(request, group, place, secret=secret)


@recently_shown
def new_card(request, group, place):
    sheet = CardSheet.objects.ask(group, request.user, [place])
    if sheet.places != [place.pk]:
        messages.info(request, _("Cards of this class are being drawn. Try again when they are there."))
    return redirect("classrooms:cards", group.pk)


def move(request, group, place):
    form = MoveForm(request.user, group, request.POST)
    if form.is_valid():
        try:
            place.move_to(form.cleaned_data["to"])
        except ValueError as error:
            form.add_error("to", ValidationError(str(error)))
    if not form.is_valid():
        return pupil_page(request, group, place, status=422, move=form)
    said = _("%(name)s is in %(class)s now, with all that is done, and needs a new card.")
    messages.success(request, said % {"name": place.learner, "class": form.cleaned_data["to"]})
    return redirect("classrooms:pupils", group.pk)


def leave(request, group, place):
    place.end()
    messages.success(request, _("%(name)s is no longer in this class.") % {"name": place.learner})
    return redirect("classrooms:pupils", group.pk)


ACTIONS = {
    "rename": rename,
    "another_name": another_name,
    "let_in": let_pupil_in,
    "new_card": new_card,
    "move": move,
    "leave": leave,
}


def added(request, group, number):
    if number:
        said = ngettext("%(n)d pupil added.", "%(n)d pupils added.", number) % {"n": number}
        messages.success(request, said)
    else:
        messages.info(request, _("They are in the class already."))
    return redirect("classrooms:pupils", group.pk)
