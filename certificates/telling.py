"""Tell which certificates somebody has, and had: for whoever takes away all that is theirs."""

from .models import Certificate


def certificates_of(learner):
    mine = Certificate.objects.filter(learner=learner).select_related("replaces").order_by("pk")
    return [
        {
            "title": one.title,
            "kind": one.get_kind_display(),
            "on": one.awarded_on,
            "code": one.readable_code,
            "name": one.name,
            "school": one.school,
            "age_band": one.band,
            "minutes": one.minutes,
            "printed": one.done_at,
            "counts_until": one.expires_on,
            "ended": one.revoked_at,
            "ended_as": one.get_ended_as_display(),
            "in_place_of": one.replaces and one.replaces.readable_code,
        }
        for one in mine
    ]
