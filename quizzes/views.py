from functools import wraps

from config.prepared import prepared
from django.db import OperationalError, transaction
from django.db.models import F
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import answerers_only
from accounts.choices import AgeBand

from .asking import Asked, asked_all, check_url, question_url
from .models import Attempt
from .models.quiz import version_at_hand


class SeeOther(HttpResponseRedirect):
    """After a POST: a reload of the next page sends nothing again."""

    status_code = 303


def wants_json(request):
    """As our scripts say; who opens a page names other things, too."""
    return request.META.get("HTTP_ACCEPT") == "application/json"


def forgiving(view):
    """A database that is held or away is no fault of the learner's: 503, and the page's script tries again."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except OperationalError:
            headers = {"Retry-After": "3"}
            if wants_json(request):
                return JsonResponse({"stored": False}, status=503, headers=headers)
            return HttpResponse(render_to_string("quizzes/busy.html"), status=503, headers=headers)

    return wrapped


def visible_attempt(request, pk):
    for attempt in attempts_of(request.user, pk):
        attempt.version = version_at_hand(attempt.version_id, attempt.digest)
        return attempt
    raise Http404


@prepared
def attempts_of(user, pk):
    return Attempt.objects.visible_to(user).filter(pk=pk).annotate(digest=F("version__digest"))


def page(request, attempt, template, context, status=200):
    if status != 200 and wants_json(request):
        return JsonResponse({"stored": False}, status=status)
    content, school = attempt.content, request.user.school
    frame = {
        "attempt": attempt,
        "band": content["band"],
        "leave_page": content["leave_page"],
        "full_help": content["sensitive"],
        "nation": school.nation if school else "",
        "status": status,
        # Names whose unsent answers a shared device keeps, and tells nobody who that is.
        "learner_key": salted_hmac("quizzes.unsent", str(request.user.pk)).hexdigest()[:16],
    }
    return render(request, f"quizzes/{template}.html", {**frame, **context}, status=status)


def stored(request, url, **more):
    return JsonResponse({"stored": True, "next": url, **more}) if wants_json(request) else SeeOther(url)


@answerers_only
@forgiving
@require_http_methods(["GET", "HEAD", "POST"])
def attempt(request, attempt):
    """Where a learner goes on: all questions on one page, or the first that waits."""
    attempt = visible_attempt(request, attempt)
    if attempt.all_on_one:
        return answer_sheet(request, attempt) if request.method == "POST" else sheet(request, attempt)
    if attempt.is_finished:
        return redirect("quizzes:result", attempt.pk)
    waiting = (number for number, q in enumerate(attempt.questions, 1) if q.id not in attempt.last_responses)
    return redirect(question_url(attempt, next(waiting, attempt.out_of + 1)))


@answerers_only
@forgiving
@require_http_methods(["GET", "HEAD", "POST"])
def question(request, attempt, number):
    attempt = visible_attempt(request, attempt)
    if not 1 <= number <= attempt.out_of:
        raise Http404
    asked = Asked(attempt, number, from_check="check" in request.GET)
    if request.method == "POST":
        return answer(request, asked)
    if attempt.is_finished:
        return redirect("quizzes:result", attempt.pk)
    return question_page(request, asked)


def question_page(request, asked, status=200):
    again = "again" in request.GET or status == 422
    context = {"asked": asked, "show_form": asked.is_open or again and not asked.attempt.is_finished}
    return page(request, asked.attempt, "question", context, status)


def answer(request, asked):
    status = asked.answer(request.POST)
    if status != 200:
        return question_page(request, asked, status)
    return stored(request, asked.url_after_answer, round=asked.response_now.round)


def sheet(request, attempt, all_asked=None, status=200):
    if attempt.is_finished and status == 200:
        return redirect("quizzes:result", attempt.pk)
    context = {"all_asked": all_asked or asked_all(attempt), "waiting": len(attempt.unanswered)}
    return page(request, attempt, "sheet", context, status)


def answer_sheet(request, attempt):
    """Store what is answered. What is empty is for later, and what is not clear stays as it was sent."""
    all_asked = asked_all(attempt)
    with transaction.atomic():
        status = max((asked.answer(request.POST) for asked in all_asked if asked.is_news(request.POST)), default=200)
    if status != 200:
        return sheet(request, attempt, all_asked, status)
    url = check_url(attempt)
    if attempt.feedback_at_once:
        url = f"{reverse('quizzes:attempt', args=[attempt.pk])}?saved={len(attempt.last_responses)}#saved"
    return stored(request, url)


@answerers_only
@forgiving
@require_GET
def check(request, attempt):
    """What is answered and what is skipped, before it is handed in."""
    attempt = visible_attempt(request, attempt)
    if attempt.is_finished:
        return redirect("quizzes:result", attempt.pk)
    return page(request, attempt, "check", {"all_asked": asked_all(attempt), "waiting": len(attempt.unanswered)})


@answerers_only
@forgiving
@require_GET
def result(request, attempt):
    attempt = visible_attempt(request, attempt)
    if not attempt.is_finished:
        return redirect("quizzes:attempt", attempt.pk)
    # Small children heard what there is to say when they answered: they need not read it all again.
    in_short = attempt.content["band"] == AgeBand.SPARKS and attempt.feedback_at_once and not attempt.has_pass_mark
    return page(request, attempt, "result", {"all_asked": asked_all(attempt), "in_short": in_short})
