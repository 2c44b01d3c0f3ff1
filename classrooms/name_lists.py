"""Read a list of pupils as schools have it: pasted, or as rows of a file. Only the name to be shown is kept.

Nothing is stored here: a teacher sees what was understood, mends it, and adds it.
"""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from accounts.names import clean_display_name

from .name_columns import LOOKED_THROUGH, columns_of, is_headings

MOST_ROWS = 400


@dataclass
class Line:
    """One row: where it stood, what was there, and the name that would be kept or why there is none."""

    number: int
    written: str
    name: str = ""
    surname: str = ""
    problem: str = ""


@dataclass
class NameList:
    lines: list
    left_out: list = field(default_factory=list)  # headings of columns that were there and are not kept
    remarks: list = field(default_factory=list)

    @property
    def good(self):
        return [line for line in self.lines if not line.problem]

    @property
    def bad(self):
        return [line for line in self.lines if line.problem]


def from_text(text):
    """A pasted list: a name on each line, "Surname, Forename", names with commas between them, or cells of a
    spreadsheet."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    filled = [line for line in lines if line.strip()]
    if any("\t" in line for line in filled):
        return from_rows([line.split("\t") for line in lines])
    if len(filled) == 1 and filled[0].count(",") + filled[0].count(";") > 1:
        return from_rows([[name] for name in re.split("[,;]", filled[0])])
    if filled and any(is_headings(re.split("[,;]", line)) for line in filled[:LOOKED_THROUGH]):
        return from_rows([re.split("[,;]", line) for line in lines])
    return from_rows([[line] for line in lines])


def from_rows(rows):
    """Rows of cells, of which the first may be headings."""
    rows = [[tidy(cell) for cell in row] for row in rows]
    remarks = []
    if len(rows) > MOST_ROWS:
        remarks.append(_("Only the first %(most)d rows were read.") % {"most": MOST_ROWS})
    start, columns = columns_of(rows[:MOST_ROWS])
    found = [
        line_of(number, row, columns) for number, row in enumerate(rows[:MOST_ROWS], 1) if number > start and any(row)
    ]
    if not columns.surname and not any("," in line.written for line in found):
        take_surnames_off(found)
    remarks += columns.remarks
    return NameList(found, columns.left_out, remarks)


def tidy(cell):
    text = "" if cell is None else str(cell)
    return " ".join("".join(c for c in text[:300] if c.isspace() or unicodedata.category(c) != "Cc").split())


def line_of(number, row, columns):
    def cell(at):
        return row[at] if at is not None and at < len(row) else ""

    name, surname = cell(columns.first if columns.first is not None else columns.whole), cell(columns.surname)
    line = Line(number, written=name, name=name, surname=surname)
    if columns.first is None and "," in name:
        line.surname, _comma, line.name = (part.strip() for part in name.partition(","))
    check(line)
    return line


def check(line):
    """Say what is wrong with a line that gives no name."""
    if not line.name:
        line.problem = _("There is no name in this row.")
    elif "@" not in line.name and re.search(r"\d", line.name):
        line.problem = _("This has figures in it, so it is hardly a name.")
    else:
        try:
            line.name = pupil_name(line.name)
        except ValueError as error:
            line.problem = str(error)


def pupil_name(text):
    """The name as it is kept; ValueError says why it is none."""
    if "@" in text:
        raise ValueError(_("This looks like an e-mail address, not a name."))
    if not any(map(str.isalpha, text)):
        raise ValueError(_("Please write a name."))
    return clean_display_name(text)


def take_surnames_off(lines):
    """Where most lines have two words or more, the last one is a surname; in a list of forenames it is not."""
    good = [line for line in lines if not line.problem]
    several = [line for line in good if " " in line.name]
    if len(several) * 2 > len(good):
        for line in several:
            line.name, _space, line.surname = line.name.rpartition(" ")


def tell_apart(lines, taken):
    """Give those of one name a letter of their surname, or a number; note who is in the class already."""
    here = {name.casefold() for name in taken}
    groups = defaultdict(list)
    for line in lines:
        if not line.problem:
            groups[line.name.casefold()].append(line)
    for group in groups.values():
        if len(group) > 1:
            for line, name in zip(group, different(group), strict=True):
                line.name = name
    for line in lines:
        if not line.problem and line.name.casefold() in here:
            line.problem = _("%(name)s is in this class already.") % {"name": line.name}


def different(group):
    """Each with as few letters of the surname as tell it from the others; with a number where three do not."""
    surnames = [line.surname.casefold() for line in group]
    names, number = [], 0
    for line in group:
        letters = next((n for n in range(4) if alone(line.surname, n, surnames)), None)
        number += letters is None
        names.append(f"{line.name} {line.surname[:letters] if letters is not None else number}".strip())
    return names


def alone(surname, letters, surnames):
    start = surname.casefold()[:letters]
    return len(start) == letters and sum(other.startswith(start) for other in surnames) == 1
