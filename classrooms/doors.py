"""Coming into a session: by being of the class, or by its code."""

from datetime import timedelta

from allauth.account.adapter import get_adapter
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.devices import Device
from accounts.joining import begin_session
from accounts.models import FailedAttempt, User
from accounts.models.throttle import door_name
from accounts.throttle import Paused

from .models import ClassSession, Participation

State = Participation.State
BROWSER, ADDRESS, INSTANCE = 10, 120, 60  # wrong codes a minute
MINUTE = timedelta(minutes=1)
ROOM = "live codes"


def plain_code(typed):
    return "".join(letter for letter in typed[:40].upper() if letter.isascii() and letter.isalpha())


def come_in(session, learner):
    """A pupil of the class is in at once; who was removed stays out until the teacher brings them back."""
    try:
        with transaction.atomic():
            return Participation.objects.create(session=session, learner=learner, state=State.IN)
    except IntegrityError:
        return session.participations.get(learner=learner)


def walk_in(request, session):
    """A guest, made now, who waits for the teacher; None where the room is full."""
    with transaction.atomic():
        ClassSession.objects.select_for_update().get(pk=session.pk)  # places are given out one at a time
        if session.participations.exclude(state=State.REMOVED).count() >= session.most:
            return None
        guest = User.objects.create_guest(session.class_group.school)
        participation = Participation.objects.create(session=session, learner=guest, state=State.WAITING)
    sign_in(request, guest)
    return participation


def sign_in(request, guest):
    guest.backend = "accounts.cards.CardBackend"
    begin_session(request, guest)
    request.session.pop("seen")  # a guest has no card to come back with: no quiet time ends their session


def go_on_as_before(request, participation):
    """A walk-in is on another device now: here they are who they were, and the device before shows nothing more."""
    newcomer, known = participation.learner, participation.becomes.learner
    known.sign_out_everywhere()
    sign_in(request, known)
    newcomer.delete()


def session_behind(request, typed):
    """The session that a typed code lets in, or None; Paused after too many wrong codes."""
    browser, address = doors_of(request)
    hold(browser, address)
    session = ClassSession.objects.select_related("class_group__school").behind(plain_code(typed))
    if session is None:
        count_wrong(browser, address)
    return session


def doors_of(request):
    """A browser that shows no cookie has no door of its own, only that of its address."""
    device = Device.of(request)
    return door_name("live", device.name), door_name("live address", get_adapter().get_client_ip(request))


def hold(browser, address):
    """Paused for a browser or an address that guessed too often; when the whole site is guessed at, one a second."""
    now = timezone.now()
    recent = FailedAttempt.objects.filter(at__gt=now - MINUTE)
    if recent.filter(door=browser).count() >= BROWSER or recent.filter(door=address).count() >= ADDRESS:
        raise Paused(60)
    wrong = recent.filter(door=door_name(ROOM, "all"))
    if wrong.count() >= INSTANCE and wrong.filter(at__gt=now - timedelta(seconds=1)).exists():
        raise Paused(5)


def count_wrong(browser, address):
    now, room = timezone.now(), door_name(ROOM)
    FailedAttempt.objects.bulk_create(
        [FailedAttempt(room=room, door=door, at=now) for door in (browser, address, door_name(ROOM, "all"))]
    )
