"""All that is kept of a family: to see, to take away, and to delete at once."""

from django.db import transaction

from accounts.models import Home, User
from certificates.models import Certificate
from courses.models import Course, HomeCourse, Lesson, LessonCompletion, LessonProgress, Rehearsal
from pages.models import OutgoingMail
from quizzes.models import Attempt


def everything(user):
    """A family's data as plain lists and words, for the page and for a file: all that is the guardian's to see."""
    return {
        "account": {
            "email": user.email or "",
            "name": user.display_name,
            "since": user.date_joined.isoformat(),
            "last_here": user.last_login and user.last_login.isoformat(),
        },
        "you": done_by(user),
        "home": home_of(user),
        "children": [seen_of(child) for child in user.children.order_by("pk")],
    }


def seen_of(child):
    """A child is told that the family sees what is finished, and no answer: a file must not say more than the page."""
    kept = done_by(child)
    return {
        "nickname": child.display_name,
        "age": child.get_band_display(),
        "lessons_finished": [{"lesson": one["lesson"]} for one in kept["lessons_finished"]],
        "sets_of_answers_that_only_the_child_sees": len(kept["questions"]),
    }


def home_of(user):
    home = Home.objects.filter(guardian=user).first()
    if home is None:
        return {}
    times = ["letters_from", "two_weeks_sent_at", "term_sent_at", "warned_at", "warned_again_at"]
    return {"pin_is_set": bool(home.pin)} | {name: at.isoformat() for name in times if (at := getattr(home, name))}


def done_by(learner):
    titles = dict(Lesson.objects.values_list("translation_key", "title"))
    courses = dict(Course.objects.values_list("translation_key", "title"))
    rehearsal = Rehearsal.objects.filter(learner=learner).first()
    return {
        "lessons_begun": [
            {"lesson": titles.get(one.lesson_key, ""), "step": one.step, "on": one.reached_at.isoformat()}
            for one in LessonProgress.objects.filter(learner=learner).order_by("pk")
        ],
        "lessons_finished": [
            {"lesson": titles.get(one.lesson_key, ""), "on": one.completed_at.isoformat()}
            for one in LessonCompletion.objects.filter(learner=learner).order_by("pk")
        ],
        "courses_at_home": [courses.get(one.course_key, "") for one in HomeCourse.objects.filter(learner=learner)],
        "practised_on": rehearsal and rehearsal.done_at.isoformat(),
        "questions": [
            answers(attempt) for attempt in Attempt.objects.filter(learner=learner).select_related("version")
        ],
        "certificates": [
            {"title": one.title, "on": one.awarded_on.isoformat(), "code": one.readable_code}
            for one in Certificate.objects.filter(learner=learner)
        ],
    }


def answers(attempt):
    given = attempt.last_responses
    return {
        "started": attempt.started_at.isoformat(),
        "handed_in": attempt.finished_at and attempt.finished_at.isoformat(),
        "answers": [
            {"question": question.stem, "answer": list(question.in_words(given[question.id].answer))}
            for question in attempt.questions
            if question.id in given
        ],
    }


@transaction.atomic
def delete_everything(user):
    """The account or the guest, its children, and what waits to be sent or printed for them."""
    family = User.objects.filter(pk__in=[user.pk, *user.children.values_list("pk", flat=True)])
    Certificate.objects.filter(learner__in=family).delete()  # with their files
    if user.email:
        OutgoingMail.objects.filter(to=[user.email]).delete()
    User.objects.get(pk=user.pk).delete()
