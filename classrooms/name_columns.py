"""Which column of a class list has the names: by its heading, or by what stands in it."""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

LOOKED_THROUGH = 10  # rows before the headings: a title, a date
FIRST = [  # the best first
    *["preferredforename", "preferredfirstname", "preferredname", "chosenname", "knownas"],
    *["forename", "firstname", "givenname", "forenames", "firstnames", "givennames", "legalforename"],
    *["legalfirstname", "first", "given"],
]
LAST = ["surname", "lastname", "familyname", "preferredsurname", "legalsurname", "preferredlastname", "last"]
WHOLE = [
    *["name", "fullname", "pupilname", "studentname", "displayname", "childname", "learnername", "pupil", "student"],
    *["child", "learner", "names", "pupils", "students", "childsname", "pupilsname", "studentsname", "legalname"],
]


@dataclass
class Columns:
    """Which cell has what; None where none has."""

    first: int | None = None
    surname: int | None = None
    whole: int | None = None
    left_out: list = field(default_factory=list)
    remarks: list = field(default_factory=list)


def is_headings(row):
    words = {plain(cell) for cell in row}
    return len(row) > 1 and bool(words & {*FIRST, *LAST, *WHOLE})


def columns_of(rows):
    """(number of the row with the headings or 0, Columns)"""
    for number, row in enumerate(rows[:LOOKED_THROUGH], 1):
        words = [plain(cell) for cell in row]
        first, surname, whole = place(FIRST, words), place(LAST, words), place(WHOLE, words)
        if first is None and whole is None:
            continue
        used = {first, surname} if first is not None else {whole, surname}
        left_out = [cell for at, cell in enumerate(row) if cell and at not in used]
        left_out += [row[surname]] if surname is not None else []
        return number, Columns(first, surname, None if first is not None else whole, left_out)
    return 0, guessed(rows)


def guessed(rows):
    """Without headings: the one column; of two columns surname and forename; else the first that looks like names."""
    width = max((len(row) for row in rows), default=1)
    with_names = [at for at in range(width) if looks_like_names([row[at] for row in rows if len(row) > at])]
    if width < 2 or not with_names:
        return Columns(whole=0)
    if width == 2 and len(with_names) == 2:
        return Columns(first=1, surname=0, remarks=[_("We took the first column as surnames.")])
    chosen = with_names[0]
    left_out = [_("column %(n)d") % {"n": at + 1} for at in range(width) if at != chosen]
    told = _("There are no headings, so we took column %(n)d as names.") % {"n": chosen + 1}
    return Columns(whole=chosen, left_out=left_out, remarks=[told])


def looks_like_names(cells):
    filled = [cell for cell in cells if cell]
    return bool(filled) and sum(not re.search(r"[\d@]", cell) and len(cell) > 1 for cell in filled) > len(filled) / 2


def place(names, words):
    return next((words.index(name) for name in names if name in words), None)


def plain(cell):
    return re.sub(r"[^a-z]", "", cell.casefold())
