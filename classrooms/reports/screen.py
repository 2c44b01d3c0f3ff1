"""A report as its page shows it: sorted as the address says, its cells written once for each value."""

from functools import cached_property
from html import escape

from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.names import as_counted
from pages.templatetags.waymark import whole_codes

from .report import Kind, Link, shown

EMPTY = '<span class="soft">–</span>'


class Screen:
    def __init__(self, report, choosing=None, sort=""):
        self.report, self.choosing, self.sort = report, choosing, sort
        self.columns = report.columns()

    @cached_property
    def rows(self):
        return sorted_by(self.sort, list(self.report.rows()))

    @cached_property
    def picture(self):
        return self.report.picture(self.rows) if self.rows else None

    @property
    def heads(self):
        return [self.head(number, column) for number, column in enumerate(self.columns, 1)]

    def head(self, number, column):
        """A column's heading, and what a press on it sorts by: up first, then down."""
        order = {str(number): "ascending", f"-{number}": "descending"}.get(self.sort, "")
        turn = f"-{number}" if order == "ascending" else str(number)
        query = self.choosing.query(sort=turn) if self.choosing else ""
        return {"title": column.title, "order": order, "query": query, "is_number": column.kind is Kind.NUMBER}

    @property
    def body(self):
        """The rows as HTML. A class of 300 has thousands of cells, and few rows of them that differ."""
        kinds, written, lines = [column.kind for column in self.columns[1:]], {}, []
        for row in self.rows:
            values = tuple(row[1:])
            cells = written.get(values)
            if cells is None:
                cells = written[values] = "".join(map(cell_of, kinds, values))
            lines.append(f'<tr><th scope="row">{content(row[0])}</th>{cells}</tr>\n')
        return SafeString("".join(lines))


def cell_of(kind, value):
    if kind is Kind.STATE:
        return format_html('<td data-state="{}">{}</td>', value.value, value.label)
    if kind in (Kind.NUMBER, Kind.SHARE):
        return f'<td class="{kind.value}">{content(value)}</td>'
    return f"<td>{content(value)}</td>"


def content(value):
    if isinstance(value, Link):
        return f'<a href="{escape(value.url)}">{escape(value.text)}</a>'
    return whole_codes(shown(value)) or EMPTY


def sorted_by(sort, rows):
    """By the column that is asked for; what is empty stands last."""
    number = sort.removeprefix("-")
    if not number.isdecimal() or not rows or not 1 <= int(number) <= len(rows[0]):
        return rows
    at = int(number) - 1
    filled = sorted((row for row in rows if row[at] is not None), key=lambda row: key(row[at]))
    return [*(filled[::-1] if sort.startswith("-") else filled), *(row for row in rows if row[at] is None)]


def key(value):
    """Numbers, shares and days by their size, states and words by their letters and numbers."""
    if hasattr(value, "percent"):
        return value.percent
    return value if isinstance(value, int) or hasattr(value, "year") else as_counted(shown(value))
