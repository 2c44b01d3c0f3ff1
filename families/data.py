"""All that is kept of a family: to see, to take away, and to delete at once."""

from django.db import transaction

from accounts.models import Home, User
from certificates.models import Certificate
from certificates.telling import certificates_of
from courses.telling import work_of
from pages.models import OutgoingMail


def everything(user):
    """A family's data as lists, words and dates, for the page and for a file: all that is the guardian's to see."""
    return {
        "account": {
            "email": user.email or "",
            "name": user.display_name,
            "since": user.date_joined,
            "last_here": user.last_login,
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
    return {"pin_is_set": bool(home.pin)} | {name: at for name in times if (at := getattr(home, name))}


def done_by(learner):
    return work_of(learner) | {"certificates": certificates_of(learner)}


@transaction.atomic
def delete_everything(user):
    """The account or the guest, its children, and what waits to be sent or printed for them."""
    family = User.objects.filter(pk__in=[user.pk, *user.children.values_list("pk", flat=True)])
    Certificate.objects.filter(learner__in=family).delete()  # with their files
    if user.email:
        OutgoingMail.objects.filter(to=[user.email]).delete()
    User.objects.get(pk=user.pk).delete()
