"""Lists as schools have them, and what is understood of them."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from classrooms.name_files import CannotRead, rows_of
from classrooms.name_lists import from_rows, from_text, tell_apart


def names(found, here=()):
    tell_apart(found.lines, here)
    return [line.name for line in found.good]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Amira\nBen\r\n\n  Cerys  \n", ["Amira", "Ben", "Cerys"]),
        ("Amira, Ben, Cerys", ["Amira", "Ben", "Cerys"]),
        ("Khan, Amira\nO'Brien, Siobhán", ["Amira", "Siobhán"]),
        ("Amira Khan\nMary Jane Watson\nBen Ali", ["Amira", "Mary Jane", "Ben"]),
        ("Amira\nAnna Maria\nBen", ["Amira", "Anna Maria", "Ben"]),
        ("Surname\tForename\tUPN\nKhan\tAmira\tX1", ["Amira"]),
        ("Class list of 8 Oak\nSurname,Forename\nKhan,Amira", ["Amira"]),
        ("فاطمة\nZoë", ["فاطمة", "Zoë"]),
    ],
)
def test_a_pasted_list_gives_the_names_to_show(text, expected):
    assert names(from_text(text)) == expected


def test_three_mohammeds_are_told_apart_by_as_little_as_will_do():
    text = "Khan, Mohammed\nAli, Mohammed\nKelly, Mohammed\nLee, Ann"
    assert names(from_text(text)) == ["Mohammed Kh", "Mohammed A", "Mohammed Ke", "Ann"]


def test_three_mohammeds_without_surnames_have_numbers():
    assert names(from_text("Mohammed\nmohammed\nBen\nMohammed")) == ["Mohammed 1", "mohammed 2", "Ben", "Mohammed 3"]


def test_each_bad_row_is_explained_and_the_good_ones_are_kept():
    found = from_text("Amira\namira@home.example\n07700 900123\nBen\n" + "x" * 90)
    assert names(found, here={"Ben"}) == ["Amira"]
    said = {line.number: line.problem for line in found.bad}
    assert said == {
        2: "This looks like an e-mail address, not a name.",
        3: "This has figures in it, so it is hardly a name.",
        4: "Ben is in this class already.",
        5: "Please write a name of at most 60 letters.",
    }


def test_a_row_without_a_letter_is_no_name():
    assert [line.problem for line in from_text("Amira\n;;\n–").bad] == ["Please write a name."] * 2


def test_only_the_name_is_kept_of_a_register_and_the_rest_is_named():
    rows = [
        ["Surname", "Forename", "Preferred forename", "DOB", "UPN"],
        ["Khan", "Amira", "Ami", "2013-05-04", "H801"],
        ["Lee", "Ann", "", "2013-01-02", "H802"],
    ]
    found = from_rows(rows)
    assert names(found) == ["Ami"]
    assert found.left_out == ["Forename", "DOB", "UPN", "Surname"]
    assert [line.problem for line in found.bad] == ["There is no name in this row."]


def test_without_headings_it_says_which_column_it_took():
    found = from_rows([["1", "Khan, Amira", "2013-05-04"], ["2", "Lee, Ann", "2013-01-02"]])
    assert names(found) == ["Amira", "Ann"]
    assert found.left_out == ["column 1", "column 3"]
    assert found.remarks == ["There are no headings, so we took column 2 as names."]


def test_a_list_of_a_whole_school_is_cut():
    found = from_text("\n".join(f"Amira{'x' * (n % 9)}" for n in range(900)))
    assert len(found.lines) == 400
    assert found.remarks == ["Only the first 400 rows were read."]


# --- files --------------------------------------------------------------------------------------------------


def upload(data, name="list.csv"):
    return SimpleUploadedFile(name, data)


def sheet(rows):
    book, data = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(data)
    return data.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("comma", [",", ";", "\t"])
def test_csv_however_it_was_saved(encoding, comma):
    text = f"Surname{comma}Forename\nKhan{comma}Zoë\n"
    assert names(from_rows(rows_of(upload(text.encode(encoding))))) == ["Zoë"]


def test_quoted_names_in_one_column():
    assert names(from_rows(rows_of(upload(b'Name\n"Khan, Amira"\n"Lee, Ann"\n')))) == ["Amira", "Ann"]


def test_the_first_sheet_of_a_workbook():
    data = sheet([["Forename", "Surname", "Born"], ["Amira", "Khan", 2013], [None, None, None], ["Ann", "Lee", 2014]])
    found = from_rows(rows_of(upload(data, "list.xlsx")))
    assert names(found) == ["Amira", "Ann"]
    assert found.left_out == ["Born", "Surname"]


def bomb():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", b"\0" * 60_000_000)
    return data.getvalue()


def laughing(data):
    """The workbook with entities that grow when they are read."""
    new = io.BytesIO()
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(new, "w") as archive:
        for part in old.namelist():
            text = old.read(part).decode()
            if part == "xl/worksheets/sheet1.xml":
                text = f'<?xml version="1.0"?><!DOCTYPE worksheet [<!ENTITY l0 "lol">{lol}]>' + text.replace(
                    "<sheetData>", "<sheetData><row><c><v>&l8;</v></c></row>"
                )
            archive.writestr(part, text)
    return new.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"x" * 1_000_001, "list.csv", "larger than a class list"),
        (bomb(), "list.xlsx", "unpacks to far more"),
        (laughing(sheet([["Amira"]])), "list.xlsx", "can’t read this as an Excel file"),
        (b"PK\x03\x04 broken", "list.xlsx", "can’t read this as an Excel file"),
        (sheet([["Amira"]])[:-300], "list.xlsx", "can’t read this as an Excel file"),
        (b"\xd0\xcf\x11\xe0 old", "list.xls", "Save the list as one of these"),
        (b"%PDF-1.7", "list.pdf", "Save the list as one of these"),
        (b"Amira\x00Ben", "list.csv", "can’t read this file as text"),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_a_sentence(data, name, said):
    with pytest.raises(CannotRead, match=said):
        rows_of(upload(data, name))
