"""A report as a file: what its Screen says, in its order. What a spreadsheet would take for a formula stays text."""

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


def plain(value):
    """Numbers and dates as such, all else as people read it: on one line, as on a page, so that no tab or line break
    stands before what a spreadsheet would calculate."""
    return value if isinstance(value, int | date) else UNSEEN.sub(" ", shown(value)).strip()


def share_format(share):
    """How a spreadsheet shows a share as we do and still has a number: 80% or more, of 0.8."""
    before, number, after = str(share).partition(f"{share.percent}%")
    return "".join(f'"{text}"' if text != number else "0%" for text in (before, number, after) if text)


def as_csv(screen):
    out = io.StringIO()
    out.write(MARK)
    rows = csv.writer(out)
    rows.writerow([plain(column.title) for column in screen.columns])
    rows.writerows([plain(value) for value in row] for row in screen.rows)
    return out.getvalue().encode()


def as_xlsx(screen):
    import xlsxwriter  # few requests need it, and each process would carry it

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, NO_SURPRISES) as book:
        sheet = book.add_worksheet(_("Report"))
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "d mmmm yyyy", "align": "left"})
        share_of = cache(lambda shape: book.add_format({"num_format": shape, "align": "left"}))
        titles = [plain(column.title) for column in screen.columns]
        sheet.write_row(0, 0, titles, bold)
        sheet.freeze_panes(1, 1)
        widths = [len(title) for title in titles]
        for number, row in enumerate(screen.rows, 1):
            for at, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, at, value, day)
                elif isinstance(value, Share):
                    sheet.write_number(number, at, value.percent / 100, share_of(share_format(value)))
                else:
                    sheet.write(number, at, plain(value))
                widths[at] = max(widths[at], len(shown(value)))
        for at, width in enumerate(widths):
            sheet.set_column(at, at, min(width, WIDEST) + 2)
    return out.getvalue()


EXPORTS = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
