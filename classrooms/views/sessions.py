"""The teacher's side of a session: preflight, desk, board, attendance."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import FileResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import school_staff_only, session_leaders_only
from courses.models import Lesson
from courses.sheets import ground_rules

from .. import live, preflight, qr
from ..models import ClassSession, Cover, DeliveryRecord
from ..screens import Board, Desk
from .desk import visible_class


def visible_session(request, pk):
    sessions = ClassSession.objects.visible_to(request.user).select_related("class_group__school", "quiz_version")
    return get_object_or_404(sessions, pk=pk)


def staff(request, class_group):
    """The frame of a page at the desk."""
    return {"class_group": class_group, "nation": class_group.school.nation}


@require_safe
@school_staff_only
def choose_lesson(request, pk):
    """Which lesson; and what is live, or waits to be gone on with."""
    group = visible_class(request, pk)
    context = staff(request, group) | {
        "courses": preflight.courses_for(group),
        "missing": preflight.missing_prep(request.user),
        "running": group.sessions.live().first(),
        "stopped": stopped(group),
        "past": group.sessions.exclude(ended_at=None).select_related("record")[:10],
    }
    return render(request, "classrooms/sessions/choose.html", context)


def stopped(class_group):
    """The latest session, if its lesson was left at the bell."""
    last = class_group.sessions.exclude(ended_at=None).first()
    return last if last and not last.finished_lesson and last.phase != "lobby" and last.sheet(1) else None


@require_http_methods(["GET", "HEAD", "POST"])
@school_staff_only
def begin(request, pk, lesson_key):
    """The preflight of a lesson; POST tells the safeguarding lead, or opens the session."""
    group = visible_class(request, pk)
    lesson = get_object_or_404(Lesson.objects.live().select_related("quiz"), translation_key=lesson_key)
    if lesson.staff_prep and (missing := preflight.missing_prep(request.user)):
        context = staff(request, group) | {"lesson": lesson, "missing": missing}
        return render(request, "classrooms/sessions/prepare.html", context)
    return check_and_open(request, group, lesson)


def check_and_open(request, group, lesson):
    after = stopped(group)
    after = after if after and after.lesson_key == lesson.translation_key else None
    form = preflight.PreflightForm(group, request.POST or None)
    told_at = request.session.get(told_key(group, lesson), "")
    if request.method == "POST" and request.POST.get("action") == "tell":
        told_at = tell(request, group, lesson)
        form = preflight.PreflightForm(group)
        form.initial |= {name: request.POST.get(name) for name in form.fields} | {"lead_knows": bool(told_at)}
    elif form.is_valid():
        session = live.open(
            group,
            lesson,
            request.user,
            mode=form.cleaned_data["mode"],
            confirmed=form.confirmed(told_at) | {"prepared": not preflight.missing_prep(request.user)},
            after=after,
        )
        return redirect("classrooms:session", session.pk)
    context = staff(request, group) | {
        "lesson": lesson,
        "form": form,
        "leads": preflight.leads_of(group.school),
        "told_at": told_at,
        "after": after,
        "rules": ground_rules(lesson),
    }
    status = 422 if form.is_bound and request.POST.get("action") != "tell" else 200
    return render(request, "classrooms/sessions/preflight.html", context, status=status)


def told_key(group, lesson):
    return f"told.{group.pk}.{lesson.translation_key}"


def tell(request, group, lesson):
    """By one click, once: a second one sends nothing."""
    key = told_key(group, lesson)
    if key not in request.session and preflight.tell_leads(group, lesson, request.user):
        request.session[key] = f"{timezone.localtime():%H:%M}"
    return request.session.get(key, "")


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
    return staff(request, session.class_group) | {"session": session, "record": record}


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
    do(session, request.POST)
    back = request.POST.get("back", "")
    page = "classrooms:board" if back == "board" else "classrooms:session"
    response = redirect(page, pk)
    if back == "present":
        response["Location"] += "?present"
    return response


def number(text):
    return int(text) if text.isdecimal() else 0


def counts_in(data):
    return {name.removeprefix("count-"): min(number(data[name]), 200) for name in data if name.startswith("count-")}


def seen(data):
    return data.get("seen") or None


ACTS = {
    "next": lambda session, data: live.advance(session, seen=seen(data)),
    "back": lambda session, data: live.back(session, seen=seen(data)),
    "go": lambda session, data: live.go(session, number(data.get("step", "1"))),
    "ask": lambda session, data: live.open_question(session, data.get("question", "")),
    "close_question": lambda session, data: live.close_question(session, seen=seen(data)),
    "chart": lambda session, data: live.reveal(session, "chart", seen=seen(data)),
    "answer": lambda session, data: live.reveal(session, "answer", seen=seen(data)),
    "again": lambda session, data: live.vote_again(session, seen=seen(data)),
    "eyes_up": lambda session, data: live.pause(session, seen=seen(data)),
    "help": lambda session, data: live.show_help(session, seen=seen(data)),
    "closing": lambda session, data: live.calm_closing(session),
    "own": lambda session, data: live.set_pace(session, "own"),
    "led": lambda session, data: live.set_pace(session, "led"),
    "admit": lambda session, data: live.admit(session),
    "lock": lambda session, data: live.lock(session, data.get("locked") == "1"),
    "heard": lambda session, data: live.heard(session),
    "count": lambda session, data: live.count_hands(session, counts_in(data)),
}
# Buttons whose value says to whom.
ONE = {
    "admit_one": lambda session, data: live.admit(session, [number(data["admit_one"])]),
    "rename_one": lambda session, data: live.rename(session, number(data["rename_one"])),
    "remove_one": lambda session, data: live.remove(session, number(data["remove_one"])),
}


@require_http_methods(["GET", "HEAD", "POST"])
@session_leaders_only
def attendance(request, pk):
    """The end: tick who was there, and say whether the lesson is finished or goes on another day."""
    session = visible_session(request, pk)
    if session.is_over:
        return redirect("classrooms:session", pk)
    if request.user.stands_in:
        return end_of_cover(request, session)
    places = session.class_group.enrolments.filter(ended_at=None).select_related("learner")
    if request.method == "POST":
        ticked = [place.learner for place in places if str(place.learner_id) in request.POST.getlist("present")]
        live.close(session, finished=request.POST.get("finished") == "1", present=ticked)
        messages.success(request, _("The session has ended."))
        return redirect("classrooms:session", pk)
    came = set(session.participations.present().values_list("learner", flat=True))
    context = staff(request, session.class_group) | {"session": session, "places": places, "came": came}
    return render(request, "classrooms/sessions/attendance.html", context)


def end_of_cover(request, session):
    """Without names: those who came in were there. The link has done its work, unless the lesson goes on."""
    if request.method != "POST":
        context = staff(request, session.class_group) | {"session": session, "places": []}
        return render(request, "classrooms/sessions/attendance.html", context)
    finished = request.POST.get("finished") == "1"
    came = session.participations.present().select_related("learner")
    live.close(session, finished=finished, present=[one.learner for one in came])
    cover = Cover.objects.open().get(user=request.user)
    cover.end()
    logout(request)
    return render(request, "classrooms/cover/over.html", {"session": session, "cover": cover, "band": "staff"})


@require_safe
@school_staff_only
def delivery_record(request, pk):
    """The one page for the safeguarding lead, as soon as the worker has printed it."""
    record = get_object_or_404(DeliveryRecord.objects.visible_to(request.user), session=pk)
    if not record.pdf:
        return render(request, "classrooms/sessions/record_waits.html", over(request, record.session))
    from ..delivery import opened

    return FileResponse(opened(record), content_type="application/pdf", filename="delivery-record.pdf")
