"""Tell all that is kept about a pupil, for the child or whoever asks for the child: as data, and as a page to read."""

import io
import json
import zipfile
from datetime import datetime

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.models import AuditEntry
from accounts.models.throttle import FailedAttempt
from certificates.telling import certificates_of
from courses.telling import gone, lesson_titles, work_of

from .models import Participation


def copy_of(learner):
    """A ZIP with the same twice: for a machine, and for a person."""
    record = everything_about(learner)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as files:
        files.writestr("record.html", render_to_string("classrooms/pupil_record.html", {"record": record}))
        files.writestr("record.json", json.dumps(record, indent=2, ensure_ascii=False, cls=DjangoJSONEncoder))
    return out.getvalue()


def everything_about(learner):
    """Lists, words and dates. No secret: of a card only fingerprints are kept, which lead back to no words."""
    places = list(learner.enrolments.select_related("class_group").prefetch_related("cards").order_by("pk"))
    return {
        "made": timezone.now(),
        "school": str(learner.school),
        "account": {
            "name": learner.display_name,
            "name_is_generated": learner.by_ticket,
            "kind": learner.get_kind_display(),
            "made": learner.date_joined,
            "last_sign_in": learner.last_login,
            "may_sign_in": learner.is_active,
        },
        "classes": [place_of(place) for place in places],
        **work_of(learner),
        "live_lessons": live_lessons_of(learner),
        "certificates": certificates_of(learner),
        "done_by_staff": [
            {"what": entry.get_event_display(), "on": entry.at}
            for entry in AuditEntry.objects.filter(about_id=learner.pk).order_by("pk")
        ],
        "wrong_tries_at_the_card": wrong_tries_at(places),
    }


def place_of(place):
    group = place.class_group
    return {
        "class": group.name,
        "year_group": group.year_group,
        "age_band": group.get_band_display(),
        "card_number": place.number,
        "came": place.started_at,
        "left": place.ended_at,
        "away": [
            {"from": datetime.fromisoformat(left), "to": datetime.fromisoformat(back)} for left, back in place.gaps
        ],
        "cards": [
            {"made": card.issued_at, "ends": card.expires_at, "void": card.void_at, "for_one_sign_in": card.once}
            for card in place.cards.all()
        ],
    }


def live_lessons_of(learner):
    titles = lesson_titles()
    came = Participation.objects.filter(learner=learner).select_related("session__class_group")
    return [
        {
            "lesson": titles.get(one.session.lesson_key, gone()),
            "class": one.session.class_group.name,
            "began": one.session.opened_at,
            "ended": one.session.ended_at,
            "way": one.session.get_mode_display(),
            "came": one.came_at,
            "last_there": one.seen_at,
            "state": one.get_state_display(),
        }
        for one in came
    ]


def wrong_tries_at(places):
    """Whoever it was. A number that the pupil has given back may be on somebody else's card by now."""
    doors = [place.door for place in places if place.ended_at is None]
    return list(FailedAttempt.objects.filter(door__in=doors).order_by("at").values_list("at", flat=True))
