"""How long what people leave behind is kept: the dates, for whichever layer holds the fact.

The days stand for the whole United Kingdom: each lies after the end of a term in all four nations.
"""

import datetime

from django.utils import timezone

from .choices import Kind

TERMS_END = [(4, 30), (7, 31), (12, 31)]  # month, day
YEAR_BEGINS = 8, 1  # Scotland's schools go back in August: what is done then belongs to the new year
RESULTS_GO = datetime.timedelta(days=31 + 90)  # after the year's last day: 31 August + 90 days
GUARDIANS_GO = datetime.timedelta(days=396)  # 13 months
WARNED_BEFORE = [datetime.timedelta(days=60), datetime.timedelta(days=14)]  # a guardian, by e-mail
LAST_WORD = datetime.timedelta(days=10)  # from the second warning at least; a worker may have stood still
PUPILS = [Kind.PUPIL, Kind.GUEST, Kind.CHILD]


def answers_kept_from(today=None):
    """When this term began: what was answered before belongs to a term that is over."""
    today = today or timezone.localdate()
    ends = [datetime.date(year, *end) for year in (today.year - 1, today.year) for end in TERMS_END]
    return midnight(max(end for end in ends if end < today) + datetime.timedelta(days=1))


def results_kept_from(today=None):
    """When the oldest school year began of which marks and completions are kept."""
    day = (today or timezone.localdate()) - RESULTS_GO
    this_year = datetime.date(day.year, *YEAR_BEGINS)
    return midnight(this_year if this_year <= day else this_year.replace(year=day.year - 1))


def midnight(day):
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))
