"""Put pupils into a class, many at once."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models.classes import CARD_NUMBERS

from .guest_names import new_name


def room_in(class_group):
    """How many more pupils it can have."""
    return len(CARD_NUMBERS) - class_group.enrolments.here().count()


def names_in(class_group):
    return set(class_group.enrolments.here().values_list("learner__display_name", flat=True))


@transaction.atomic
def enrol_names(class_group, names):
    """Add a pupil for each name that is not in the class yet; sent twice, or from two windows, they come once.
    How many came; ValueError, in a sentence, when there is no room for all, and nobody came."""
    class_group.hold()
    here = {name.casefold() for name in names_in(class_group)}
    new = list({name.casefold(): name for name in names if name.casefold() not in here}.values())
    make_sure_of_room(class_group, len(new))
    for name in new:
        class_group.enrol(name)
    return len(new)


@transaction.atomic
def enrol_tickets(class_group, how_many, had):
    """Add so many pupils without names: each has a friendly generated one. `had` is how many the class had when
    the teacher was asked: a second click finds more, and does nothing."""
    class_group.hold()
    if class_group.enrolments.here().count() != had:
        return 0
    make_sure_of_room(class_group, how_many)
    taken = names_in(class_group)
    for _number in range(how_many):
        name = new_name(taken)
        taken.add(name)
        class_group.enrol(name, by_ticket=True)
    return how_many


def make_sure_of_room(class_group, how_many):
    if how_many > (room := room_in(class_group)):
        raise ValueError(
            _("A class has at most %(most)d pupils, and here is room for %(room)d more.")
            % {"most": len(CARD_NUMBERS), "room": room}
        )


@transaction.atomic
def another_name(place):
    """A new generated name for a pupil by ticket."""
    place.class_group.hold()
    learner = place.learner
    if learner.by_ticket:
        learner.display_name = new_name(names_in(place.class_group))
        learner.save(update_fields=["display_name"])
