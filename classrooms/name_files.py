"""Open a class list that somebody sends: CSV, or a sheet of Excel. What it holds beyond a few rows is not read."""

import csv
import io
import zipfile
from itertools import islice

from django.utils.translation import gettext as _

from .name_lists import MOST_ROWS

MOST_BYTES = 1_000_000
MOST_UNPACKED = 20_000_000  # a sheet of 400 rows has less than one
MOST_PARTS = 200
MOST_COLUMNS = 60
ZIP = b"PK"
OLD_EXCEL = b"\xd0\xcf\x11\xe0"


class CannotRead(ValueError):
    """In a sentence: what is wrong with the file, and what to do."""


def rows_of(upload):
    """The rows of an uploaded file, as lists of cells."""
    if upload.size > MOST_BYTES:
        raise CannotRead(_("This file is larger than a class list ever is (1 MB). Paste the names instead."))
    data = upload.read()
    if data.startswith(ZIP):
        return rows_of_sheet(data)
    if data.startswith((OLD_EXCEL, b"%PDF", b"\x89PNG", b"\xff\xd8")):
        raise CannotRead(_("We can read .csv and .xlsx files. Save the list as one of these, or paste the names."))
    return rows_of_csv(text_of(data))


def text_of(data):
    has_utf16_mark = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ["utf-16"] if has_utf16_mark else ["utf-8-sig", "cp1252"]  # what Excel writes, and what it wrote
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise CannotRead(_("We can’t read this file as text. Save the list as .csv or .xlsx, or paste the names."))


def rows_of_csv(text):
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=first.count)
    try:
        return list(islice(csv.reader(io.StringIO(text), delimiter=delimiter), MOST_ROWS + 1))
    except csv.Error as error:
        raise CannotRead(_("We can’t read this file as a list. Paste the names instead.")) from error


def rows_of_sheet(data):
    """The first sheet. What it unpacks to is known, and small, before anything is unpacked: a part whose size is a
    lie ends where it said it would."""
    from openpyxl import load_workbook  # 5 MB of a process's memory, for few requests

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise CannotRead(_("This file unpacks to far more than a class list. Paste the names instead."))
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what the file says of its own size may be anything
        rows = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True)
        return [strip_end(row) for row in rows]
    except CannotRead:
        raise
    except Exception as error:  # a broken workbook fails in ways that no list of errors covers
        raise CannotRead(
            _("We can’t read this as an Excel file (.xlsx). Save it once more, or as .csv, or paste the names.")
        ) from error


def strip_end(row):
    cells = ["" if cell is None else str(cell) for cell in row]
    while cells and not cells[-1].strip():
        cells.pop()
    return cells
