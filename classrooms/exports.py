"""Reports as a file: what their Screens say, in order. What a spreadsheet would take for a formula stays text."""

import io
import re
from datetime import date
from functools import cache

from defusedcsv import csv
from django.utils.translation import gettext as _

from .reports.fives import Share
from .reports.report import shown

MARK = "\ufeff"  # by which Excel knows that a CSV is UTF-8
NO_SURPRISES = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
UNSEEN = re.compile(r"[\x00-\x20\x7f]+")
WIDEST = 60
LONGEST_NAME = 31  # of a sheet, for Excel


def plain(value):
    """Numbers and dates as such, all else as people read it: on one line, as on a page, so that no tab or line break
    stands before what a spreadsheet would calculate."""
    return value if isinstance(value, int | date) else UNSEEN.sub(" ", shown(value)).strip()


def share_format(share):
    """How a spreadsheet shows a share as we do and still has a number: 80% or more, of 0.8."""
    before, number, after = str(share).partition(f"{share.percent}%")
    return "".join(f'"{text}"' if text != number else "0%" for text in (before, number, after) if text)


def as_csv(*screens):
    """One table; several stand one below the other, each under its title."""
    out = io.StringIO()
    out.write(MARK)
    rows = csv.writer(out)
    for number, screen in enumerate(screens):
        if len(screens) > 1:
            rows.writerows([*[[]] * bool(number), [plain(screen.report.title)]])
        rows.writerow([plain(column.title) for column in screen.columns])
        rows.writerows([plain(value) for value in row] for row in screen.rows)
    return out.getvalue().encode()


def as_xlsx(*screens):
    """A sheet for each."""
    import xlsxwriter  # few requests need it, and each process would carry it

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, NO_SURPRISES) as book:
        style = cache(lambda **told: book.add_format(told))
        for screen in screens:
            name = plain(screen.report.title)[:LONGEST_NAME] if len(screens) > 1 else _("Report")
            fill(book.add_worksheet(name), screen, style)
    return out.getvalue()


def fill(sheet, screen, style):
    titles = [plain(column.title) for column in screen.columns]
    sheet.write_row(0, 0, titles, style(bold=True, text_wrap=True, valign="top"))
    sheet.freeze_panes(1, 1)
    widths = [len(title) for title in titles]
    for number, row in enumerate(screen.rows, 1):
        for at, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(number, at, value, style(num_format="d mmmm yyyy", align="left"))
            elif isinstance(value, Share):
                sheet.write_number(
                    number, at, value.percent / 100, style(num_format=share_format(value), align="left")
                )
            else:
                sheet.write(number, at, plain(value))
            widths[at] = max(widths[at], len(shown(value)))
    for at, width in enumerate(widths):
        sheet.set_column(at, at, min(width, WIDEST) + 2)


EXPORTS = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
