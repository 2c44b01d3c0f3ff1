"""The teacher's side of a session while it is live: desk and board."""

from django.http import HttpResponseBadRequest, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST, require_safe

from accounts.access import session_leaders_only
from certificates.awarding import award
from courses.models import Lesson

from .. import live, qr
from ..models import ClassSession, DeliveryRecord
from ..screens import Board, Desk
from .acts import ACTS, ONE, counts_in


def visible_session(request, pk):
    sessions = ClassSession.objects.visible_to(request.user).select_related("class_group__school", "quiz_version")
    return get_object_or_404(sessions, pk=pk)


def staff(request, class_group):
    """The frame of a page at the desk."""
    return {"class_group": class_group, "nation": class_group.school.nation}


@require_safe
@session_leaders_only
def desk(request, pk):
    """The teacher's own screen; `?present` shows no names, for a laptop that is on the projector."""
    session = visible_session(request, pk)
    if session.is_over:
        return render(request, "classrooms/sessions/over.html", over(request, session))
    return render(request, "classrooms/sessions/desk.html", desk_context(request, session))


def over(request, session):
    record = DeliveryRecord.objects.filter(session=session).first()
    return staff(request, session.class_group) | {
        "session": session,
        "record": record,
        "certificate": certificate_of_class(session),
        "has_pupils": session.class_group.enrolments.filter(ended_at=None).exists(),
        "somebody_came": session.participations.present().exists(),
    }


def certificate_of_class(session):
    """In Sparks the class has one, as soon as it has done every lesson together."""
    whole = session.class_group.learner
    lesson = Lesson.objects.filter(translation_key=session.lesson_key).first() if whole else None
    return award(whole, lesson.get_parent().specific) if lesson else None


def desk_context(request, session):
    return staff(request, session.class_group) | {
        "desk": Desk(session),
        "session": session,
        "present": hides_names(request),
        "join_address": qr.join_address(),
        "band": "staff",
    }


def hides_names(request):
    """On a screen that the class may see; and from whoever covers, who has shown no second step."""
    return "present" in request.GET or request.user.stands_in


@require_safe
@session_leaders_only
def board(request, pk):
    """For the projector: no name is in it."""
    session = visible_session(request, pk)
    context = {
        "board": Board(session),
        "session": session,
        "band": session.band,
        "nation": session.class_group.school.nation,
        "full_help": True,
        "qr": qr.svg(session),
        "join_address": qr.join_address(),
    }
    return render(request, "classrooms/board/board.html", context)


@require_safe
@session_leaders_only
def state(request, pk):
    """What a board or a desk asks every two seconds: has it to be drawn anew, and the numbers on it."""
    session = visible_session(request, pk)
    screen = (Board if request.GET.get("for") == "board" else Desk)(session)
    told = {"key": screen.key, "facts": screen.facts}
    if request.GET.get("for") == "desk":
        context = {"desk": screen, "session": session, "present": hides_names(request)}
        told["people"] = render_to_string("classrooms/sessions/people.html", context, request)
    return JsonResponse(told)


@require_POST
@session_leaders_only
def act(request, pk):
    """One verb of `classrooms.live`, by its name."""
    session = visible_session(request, pk)
    name = next((one for one in ONE if one in request.POST), request.POST.get("do"))
    do = (ACTS | ONE).get(name)
    if do is None:
        return HttpResponseBadRequest()
    live.count_hands(session, counts_in(request.POST))  # whatever was pressed: what was typed is kept
    do(session, request.POST)
    back = request.POST.get("back", "")
    page = "classrooms:board" if back == "board" else "classrooms:session"
    response = redirect(page, pk)
    if back == "present":
        response["Location"] += "?present"
    return response
