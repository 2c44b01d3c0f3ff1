"""Letters to teachers who asked for them: what happened in a week, and that all have finished. Numbers, no names.

What was told is noted in the transaction that stores the letter, so each goes once; the mail is a row that is sent
when the mail server is there.
"""

import logging
from datetime import datetime, time, timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.models import Certificate
from courses.models import LessonCompletion
from courses.progress import Progress

from .models import LetterWish
from .reports.choosing import courses_of
from .reports.fives import people
from .reports.periods import Period

A_WEEK = timedelta(days=7)
MORNING = time(7)

logger = logging.getLogger(__name__)


def write_due(now=None):
    now = timezone.localtime(now)
    for wish in LetterWish.objects.live():
        for write in (write_weekly, write_all_finished):
            try:
                write(wish, now)
            except Exception:  # one that cannot be written must not keep the others waiting
                logger.exception("No letter about class %s", wish.class_group_id)


def hold(wish):
    """The row as it is now: whoever else would write the letter waits, and finds it written."""
    return LetterWish.objects.select_for_update().get(pk=wish.pk)


# --- the week ---------------------------------------------------------------------------------------------


def monday_of(now):
    """The day of the last Monday whose morning has come."""
    day = now.date() - timedelta(days=now.weekday())
    return day if now >= timezone.make_aware(datetime.combine(day, MORNING)) else day - A_WEEK


def write_weekly(wish, now):
    """On a Monday morning, of the seven days before; nothing when nothing happened."""
    monday = monday_of(now)
    if not wish.weekly or wish.told_until >= monday:
        return
    week = Period("", "", monday - A_WEEK, monday)
    told = what_happened(wish.class_group, week)
    with transaction.atomic():
        if hold(wish).told_until >= monday:
            return
        LetterWish.objects.filter(pk=wish.pk).update(told_until=monday)
        if told:
            send(wish, "week", _("%(class)s: the week") % {"class": wish.class_group}, week=week, **told)


def what_happened(class_group, week):
    """In numbers; people's are in whole fives, 0 for fewer. None for a week in which nothing happened."""
    learners = class_group.enrolments.here().order_by().values("learner")
    finished = LessonCompletion.objects.filter(learner__in=learners, **week.within("completed_at")).count()
    earned = Certificate.objects.current().filter(
        learner__in=learners, awarded_on__gte=week.begins, awarded_on__lt=week.ends
    )
    sessions = class_group.sessions.exclude(ended_at=None).filter(**week.within("opened_at")).count()
    earned = earned.count()
    if not (sessions or finished or earned):
        return None
    return {
        "sessions": sessions,
        "finished": people(finished),
        "few_finished": finished > 0 and not people(finished),
        "earned": people(earned),
        "few_earned": earned > 0 and not people(earned),
    }


# --- all have finished ------------------------------------------------------------------------------------


def write_all_finished(wish, now):
    """Once for each course that everybody in the class has completed."""
    if wish.all_finished:
        for course in courses_of(wish.class_group):
            if str(course.translation_key) not in wish.told_courses and all_complete(wish, course):
                tell_all_finished(wish, course)


@transaction.atomic
def tell_all_finished(wish, course):
    told, key = hold(wish).told_courses, str(course.translation_key)
    if key not in told:
        LetterWish.objects.filter(pk=wish.pk).update(told_courses=[*told, key])
        subject = _("%(class)s: all have finished") % {"class": wish.class_group}
        send(wish, "all_finished", subject, course=course)


def all_complete(wish, course):
    rows = Progress(wish.class_group, course).rows
    return bool(rows) and all(row.complete for row in rows)


# --- writing ----------------------------------------------------------------------------------------------


def send(wish, name, subject, **context):
    """As text and as HTML; the way to switch it off stands in both."""
    path = settings.BASE_URL + reverse("classrooms:class_group", args=[wish.class_group_id])
    off = settings.BASE_URL + reverse("classrooms:class_settings", args=[wish.class_group_id]) + "#letters"
    context |= {"class_group": wish.class_group, "class_url": path, "off_url": off, "subject": subject}
    text, html = (render_to_string(f"classrooms/mail/{name}.{kind}", context) for kind in ("txt", "html"))
    letter = EmailMultiAlternatives(subject, f"{text.strip()}\n", to=[wish.user.email])
    letter.attach_alternative(html, "text/html")
    letter.send()
