"""Deleted classes go for good after thirty days, with the pupils who are in no other class; a pupil when asked."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.choices import Event, Kind
from accounts.models import ClassGroup, Enrolment, User
from accounts.models.classes import UNDO

from . import live
from .forgetting import keep_fives_of

A_DAY = timedelta(days=1)


def pupils_of(class_group):
    """Whoever is, or was, in this class and in no other one."""
    other = Enrolment.objects.filter(learner=OuterRef("pk")).exclude(class_group=class_group)
    return User.objects.filter(kind=Kind.PUPIL, enrolments__class_group=class_group).exclude(Exists(other))


def what_goes_with(class_group):
    """In numbers, for whoever is about to delete it."""
    everybody = User.objects.filter(kind=Kind.PUPIL, enrolments__class_group=class_group)
    alone = pupils_of(class_group).count()
    return {"pupils": alone, "elsewhere": everybody.count() - alone, "sessions": class_group.sessions.count()}


def purge_due():
    """How many classes went. Whoever covered goes when the link is a month old."""
    User.objects.filter(kind=Kind.COVER, cover__expires_at__lt=timezone.now() - UNDO).delete()
    User.objects.filter(preview_of__isnull=False, date_joined__lt=timezone.now() - A_DAY).delete()
    due = list(ClassGroup.objects.past_undoing())
    for class_group in due:
        purge(class_group)
    return len(due)


@transaction.atomic
def purge(class_group):
    """The class with its sessions and records, its pupils with all that they did, and whoever covered it."""
    class_group = class_group.hold()
    if class_group.deleted_at is None:
        return  # brought back in the last moment
    pupils = list(pupils_of(class_group).values_list("pk", flat=True))
    came_in = User.objects.filter(kind=Kind.GUEST, participations__session__class_group=class_group)
    guests = list(came_in.values_list("pk", flat=True))
    cover = list(class_group.covers.exclude(user=None).values_list("user", flat=True))
    learner = class_group.learner_id
    keep_fives_of([*pupils, *guests])
    class_group.delete()
    User.objects.filter(pk__in=[*pupils, *guests, *cover, *([learner] if learner else [])]).delete()


@transaction.atomic
def erase(place, by):
    """A pupil who has left, at once and for good, with all that they did in any class; its figures stay."""
    class_group, learner = place.class_group.hold(), place.learner
    if learner.enrolments.current().exists():
        raise ValueError(_("%(name)s is in a class. Take them out of it first.") % {"name": learner})
    keep_fives_of([learner.pk])
    live.forget(User.objects.filter(pk=learner.pk))
    class_group.note(Event.PUPIL_ERASED, by, number=place.number)
