"""Terms and school years, as the answers of pupils are kept: the same days in all four nations."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.retention import YEAR_BEGINS, midnight


@dataclass(frozen=True)
class Period:
    """From the first of `begins` to the midnight before `ends`."""

    slug: str
    title: str
    begins: date
    ends: date

    def __contains__(self, moment):
        return self.begins <= timezone.localdate(moment) < self.ends

    @property
    def bounds(self):
        """For a lookup: at or after the first, before the second."""
        return midnight(self.begins), midnight(self.ends)

    def within(self, field):
        """The lookup that keeps rows of this period by the moment in `field`."""
        begins, ends = self.bounds
        return {f"{field}__gte": begins, f"{field}__lt": ends}

    @property
    def last_day(self):
        return self.ends - timedelta(days=1)

    @property
    def has_begun(self):
        return self.begins <= timezone.localdate()


def year_of(day):
    """The calendar year in which the school year of a day begins."""
    return day.year if (day.month, day.day) >= YEAR_BEGINS else day.year - 1


def school_year(year):
    title = _("School year %(year)d to %(next)d") % {"year": year, "next": year + 1}
    return Period(str(year), title, date(year, *YEAR_BEGINS), date(year + 1, *YEAR_BEGINS))


def terms(year):
    """Its three terms, the first first."""
    borders = [date(year, *YEAR_BEGINS), date(year + 1, 1, 1), date(year + 1, 5, 1), date(year + 1, *YEAR_BEGINS)]
    names = [
        ("autumn", _("Autumn term %(year)d") % {"year": year}),
        ("spring", _("Spring term %(year)d") % {"year": year + 1}),
        ("summer", _("Summer term %(year)d") % {"year": year + 1}),
    ]
    return [
        Period(f"{year}-{slug}", title, begins, ends)
        for (slug, title), begins, ends in zip(names, borders, borders[1:], strict=False)
    ]


def periods(years=2):
    """What may be asked about: this school year and the one before, and their terms that have begun; newest first."""
    this = year_of(timezone.localdate())
    for year in range(this, this - years, -1):
        yield school_year(year)
        yield from (term for term in reversed(terms(year)) if term.has_begun)


def period_named(slug):
    """None for anything else."""
    return next((period for period in periods() if period.slug == slug), None)
