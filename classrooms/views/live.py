"""The pupil's side of a session: coming in, and where the class is."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import learners_only
from accounts.devices import Device
from accounts.throttle import Paused
from quizzes.views import forgiving, wants_json

from .. import doors, live, polls
from ..models import ClassSession, Participation
from ..screens import WISHES, PupilScreen


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def join(request):
    """The code on the board lets in a walk-in; a pupil of the class needs none."""
    if request.user.is_authenticated and not request.user.is_learner:
        messages.info(request, _("This page is for pupils. Open it in another browser to try it."))
        return redirect("accounts:go")
    if request.method != "POST":
        return join_page(request)
    try:
        session = doors.session_behind(request, request.POST.get("code", ""))
    except Paused as paused:
        busy = _("Lots of people are joining just now. Try again in a moment.")
        return join_page(request, 429, busy, paused.seconds)
    return enter(request, session) if session else no_match(request)


def no_match(request):
    """Wrong, closed, locked, full and of another day: all the same."""
    return join_page(request, 422, _("That code didn’t match. Look at the board and try again."))


def enter(request, session):
    learner = request.user if request.user.is_authenticated else None
    if learner and belongs(session, learner):
        doors.come_in(session, learner)
    elif doors.walk_in(request, session) is None:
        return no_match(request)
    return redirect("classrooms:live", session.pk)


def belongs(session, learner):
    return (
        session.participations.filter(learner=learner).exists()
        or session.class_group.enrolments.filter(learner=learner, ended_at=None).exists()
    )


def join_page(request, status=200, sentence="", seconds=0):
    context = {"sentence": sentence, "band": "navigators", "classes": ClassSession.objects.open_to(request.user)}
    response = render(request, "classrooms/live/join.html", context, status=status)
    if seconds:
        response["Retry-After"] = str(seconds)
    Device.of(request).remember(response)
    return response


@learners_only
@forgiving
@require_http_methods(["GET", "HEAD", "POST"])
def screen(request, pk):
    """Where the class is; POST comes in, answers, or sends a ready-made question."""
    participation = Participation.objects.of(request.user, pk)
    if participation is None or request.POST.get("action") == "join":
        return at_the_door(request, get_object_or_404(ClassSession.objects.visible_to(request.user), pk=pk))
    participation.learner = request.user
    shown = PupilScreen(participation, at=request.GET.get("at", ""), again="again" in request.GET)
    if request.method != "POST":
        return draw(request, shown)
    if shown.is_back and request.POST.get("action") == "back":
        doors.go_on_as_before(request, participation)
        live.settle(shown.session)
        return redirect("classrooms:live", pk)
    return wish(request, shown) if "wish" in request.POST else answer(request, shown)


def at_the_door(request, session):
    """A pupil of the class who is not in yet: one tap, and they are."""
    if session.is_over:
        return redirect("classrooms:class_page")
    if request.POST.get("action") == "join":
        doors.come_in(session, request.user)
        return redirect("classrooms:live", session.pk)
    frame = {"band": session.band, "nation": session.class_group.school.nation, "session": session}
    return render(request, "classrooms/live/door.html", frame)


def draw(request, shown, status=200):
    if status != 200 and wants_json(request):
        return JsonResponse({"stored": False}, status=status)
    session = shown.session
    context = {
        "screen": shown,
        "session": session,
        "participation": shown.participation,
        "band": shown.band,
        "nation": shown.nation,
        "leave_page": shown.about["leave_page"],
        "full_help": shown.about["sensitive"],
        "poll_url": polls.poll_url(shown.participation),
        "status": status,
    }
    return render(request, shown.template, context, status=status)


def answer(request, shown):
    participation, asked = shown.participation, shown.asked
    if not participation.is_in or shown.session.is_over or asked is None:
        return draw(request, shown, 410)
    status = asked.answer(request.POST)
    if status != 200:
        return draw(request, shown, status)
    here = reverse("classrooms:live", args=[shown.session.pk]) + (f"?at={shown.place}" if shown.own_question else "")
    if wants_json(request):
        return JsonResponse({"stored": True, "next": here})
    return redirect(here)


def wish(request, shown):
    """Counted without a name; each of them once for a step from one device."""
    slug, session = request.POST["wish"], shown.session
    sent = request.session.get("wishes", [])
    mark = f"{session.pk}.{session.step}.{slug}"
    if slug in WISHES and shown.participation.is_in and mark not in sent:
        live.wish(session, slug)
        request.session["wishes"] = [*sent[-20:], mark]
    messages.success(request, _("Sent. Nobody sees that it was you."))
    return redirect("classrooms:live", session.pk)


@login_not_required
@require_GET
def poll(request, token):
    """The slow road of a poll: something is new, or a minute has gone by. `polls.nothing_new` answers the others."""
    token = polls.read(token)
    if token is None:
        raise Http404
    participation = Participation.objects.select_related("session").filter(pk=token.participation).first()
    if participation is None:
        return JsonResponse({"go": reverse("classrooms:live_over")})
    if participation.learner_id != request.user.pk:  # signed out, or somebody else is on this device now
        return JsonResponse({"go": reverse("classrooms:live", args=[participation.session_id])})
    Participation.objects.here(participation.pk)
    shown = PupilScreen(participation)
    return JsonResponse(
        {"v": participation.session.version, "key": shown.key, "poll": polls.poll_url(participation)},
        headers={"Cache-Control": "no-store"},
    )


@login_not_required
@require_GET
def over(request):
    """A kind page for those whose session is gone; that a walk-in's account went with it needs no telling."""
    list(messages.get_messages(request))
    return render(request, "classrooms/live/over.html", {"band": "navigators"})
