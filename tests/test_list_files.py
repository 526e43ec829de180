"""The files that a list of questions comes in: sheets, encodings, and what is no list."""

import io
import zipfile
from collections.abc import Callable
from datetime import date

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from sourcebook.content.authoring.question_lists import draft
from sourcebook.errors import QuestionListError
from tests.test_list_cells import notes
from tests.test_question_lists import drafted, items, repacked, sheet

SHEET, WORKBOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
EXCEL = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def book(*sheets: tuple[str, list[list[object]]]) -> openpyxl.Workbook:
    """A workbook with these sheets."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets:
        added = made.create_sheet(name)
        for row in rows:
            added.append(row)
    return made


def saved(workbook: openpyxl.Workbook) -> bytes:
    """The bytes of a workbook."""
    packed = io.BytesIO()
    workbook.save(packed)
    return packed.getvalue()


def changed(change: Callable[[Worksheet], None], *rows: list[object]) -> bytes:
    """A spreadsheet with these rows, changed by a person."""
    made = book(("List", [["question", "answer", "wrong 1"], *rows]))
    change(made.worksheets[0])
    return saved(made)


def listed(question: str) -> list[list[object]]:
    return [["question", "answer"], [question, "He"]]


def with_cells(cells: str) -> bytes:
    """A spreadsheet whose second row has these cells, written by hand."""
    headers = '<row r="1"><c r="A1" t="inlineStr"><is><t>question</t></is></c>'
    headers += '<c r="B1" t="inlineStr"><is><t>answer</t></is></c></row>'
    stem = '<c r="A2" t="inlineStr"><is><t>What?</t></is></c>'
    rows = f'{headers}<row r="2">{stem}{cells}</row>'
    return repacked(sheet([]), SHEET, worksheet(rows))


def worksheet(rows: str) -> bytes:
    return f"<worksheet {EXCEL}><sheetData>{rows}</sheetData></worksheet>".encode()


def test_a_hidden_sheet_is_not_read_and_all_sheets_left_out_are_named() -> None:
    made = book(("Old", listed("Old?")), ("Unit 1", listed("One?")), ("Unit 2", listed("Two?")))
    made.worksheets[0].sheet_state = "hidden"

    assert items(saved(made))[0]["stem"] == "One?"
    assert notes(saved(made)) == [
        "Only the sheet 'Unit 1' is read. Left out: 'Old' (hidden) and 'Unit 2'."
    ]


def test_the_sheet_in_front_is_read_first() -> None:
    made = book(("Unit 1", listed("One?")), ("Unit 2", listed("Two?")))
    made.active = 1

    assert items(saved(made))[0]["stem"] == "Two?"


def test_a_cover_sheet_in_front_is_passed_over() -> None:
    made = book(("Read me", [["How to use this list"]]), ("Unit 1", listed("One?")))

    assert items(saved(made))[0]["stem"] == "One?"


def test_a_sheet_that_is_named_is_read_even_if_it_is_hidden() -> None:
    made = book(("Old", listed("Old?")), ("Unit 1", listed("One?")))
    made.worksheets[0].sheet_state = "hidden"

    named = draft(saved(made), quiz_id="from-a-list", title="From a list", sheet="old")

    assert "stem: Old?" in named.yaml


def test_a_sheet_that_is_not_there_is_refused_with_the_names_of_those_that_are() -> None:
    raw = saved(book(("Unit 1", listed("One?")), ("Unit 2", listed("Two?"))))

    with pytest.raises(QuestionListError) as refused:
        draft(raw, quiz_id="from-a-list", title="From a list", sheet="Unit 3")

    expected = "There is no sheet 'Unit 3'. The file has 'Unit 1' and 'Unit 2'."
    assert str(refused.value) == expected


def test_where_no_headers_are_found_the_sheets_are_named() -> None:
    with pytest.raises(QuestionListError, match="first 20 rows of the sheet 'Unit 1' has a cell"):
        drafted(saved(book(("Unit 1", [["a", "b"]]))))


def test_hidden_rows_and_columns_are_left_out_and_named() -> None:
    def hide(made: Worksheet) -> None:
        made.row_dimensions[3].hidden = True
        made.column_dimensions["C"].hidden = True

    raw = changed(hide, ["One?", "He", "She"], ["Two?", "He", "She"])

    assert [(item["stem"], "distractors" in item) for item in items(raw)] == [("One?", False)]
    assert notes(raw) == [
        "Column C; row 3: Hidden in the file, so left out. "
        "Unhide it and import the file again, if it is needed."
    ]


def test_a_formula_is_its_stored_value() -> None:
    raw = with_cells('<c r="B2"><f>YEAR(DATE(2020,11,10))</f><v>2020</v></c>')

    assert items(raw)[0]["key"] == "2020"
    assert notes(raw) == []


@pytest.mark.parametrize(
    ("cell", "cause"),
    [
        ('<c r="B2"><f>1+1</f></c>', "The formula has no stored value."),
        ('<c r="B2" t="e"><v>#N/A</v></c>', "The cell holds an error."),
        ('<c r="B2" t="d"><v>2020-11-10T00:00:00</v></c>', "A date, written as year"),
    ],
)
def test_cells_that_are_unsure_are_named(cell: str, cause: str) -> None:
    assert notes(with_cells(cell))[0].startswith("Row 2, column B")
    assert cause in notes(with_cells(cell))[0]


def test_texts_that_cells_share_are_read_without_their_ruby_letters() -> None:
    raw = with_cells('<c r="B2" t="s"><v>1</v></c>')
    shared = "<si><t>a</t></si><si><r><t>Ya</t></r><r><t>lta</t></r><rPh><t>x</t></rPh></si>"
    packed = io.BytesIO(raw)
    with zipfile.ZipFile(packed, "a") as file:
        file.writestr("xl/sharedStrings.xml", f"<sst {EXCEL}>{shared}</sst>")

    assert items(packed.getvalue())[0]["key"] == "Yalta"


def test_dates_per_cents_and_zeros_look_as_in_the_spreadsheet() -> None:
    def form(made: Worksheet) -> None:
        made["B3"].number_format, made["B4"].number_format = "0%", "000"

    raw = changed(form, ["a", date(2026, 2, 1)], ["b", 0.25], ["c", 7], ["d", 3.141])

    assert [item["key"] for item in items(raw)] == ["2026-02-01", "25", "007", "3.141"]
    assert [note.split(":")[0] for note in notes(raw)][:2] == [
        "Row 2, column B ('2026-02-01')",
        "Row 3, column B ('25%')",
    ]


ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0">'
    '<office:automatic-styles><style:style style:name="ta2" style:family="table">'
    '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
    "<office:body><office:spreadsheet>{}</office:spreadsheet></office:body>"
    "</office:document-content>"
)


def ods(*tables: str, mimetype: str = "application/vnd.oasis.opendocument.spreadsheet") -> bytes:
    """An OpenDocument file with these tables."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mimetype", mimetype)
        file.writestr("content.xml", ODS.format("".join(tables)))
    return packed.getvalue()


def ods_table(*rows: str, style: str = "ta1", name: str = "Sheet1") -> str:
    head = ods_row(ods_text("question"), ods_text("answer"), ods_text("wrong 1"))
    start = f'<table:table table:name="{name}" table:style-name="{style}">'
    return f"{start}{head}{''.join(rows)}</table:table>"


def ods_row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def ods_text(text: str) -> str:
    return ods_cell("string", text)


def ods_cell(kind: str, shown: str, more: str = "") -> str:
    start = f'<table:table-cell office:value-type="{kind}" {more}>'
    return f"{start}<text:p>{shown}</text:p></table:table-cell>"


def test_an_open_document_is_read() -> None:
    note = "<office:annotation><text:p>Ask Ani!</text:p></office:annotation>"
    rows = [
        ods_row("<table:table-cell/>", more='table:number-rows-repeated="3"'),
        ods_row(ods_text(f"Who<text:s/>refused?{note}"), ods_text("He"), ods_text("She")),
        ods_row(ods_text("Old?"), ods_text("x"), more='table:visibility="collapse"'),
        ods_row(ods_text("How many?"), ods_cell("float", "2,000", 'office:value="2000"')),
        ods_row(ods_text("Share?"), ods_cell("percentage", "25 %", 'office:value="0.25"')),
        ods_row(ods_text("So?"), ods_cell("boolean", "WAHR", 'office:boolean-value="true"')),
        ods_row(ods_text("Spy?"), ods_cell("float", "007", 'office:value="7"')),
        ods_row(ods_text("Day?"), ods_cell("date", "1.11.", 'office:date-value="2020-11-01"')),
    ]
    raw = ods(ods_table(style="ta2", name="Old"), ods_table(*rows))

    assert [(item["stem"], item["key"]) for item in items(raw)] == [
        ("Who refused?", "He"),
        ("How many?", "2000"),
        ("Share?", "25"),
        ("So?", "true"),
        ("Spy?", "007"),
        ("Day?", "2020-11-01"),
    ]
    assert notes(raw)[:2] == [
        "Only the sheet 'Sheet1' is read. Left out: 'Old' (hidden).",
        "Row 6: Hidden in the file, so left out. "
        "Unhide it and import the file again, if it is needed.",
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("first", ["", "{0}sep={1}{0}", "SEP={1}"])
def test_the_sign_between_cells_is_found_or_named(separator: str, first: str) -> None:
    named = first.format('"', separator) + "\n" if first else ""

    (item,) = items(
        f"{named}question{separator}answer\nWho, or what; then?{separator}He\n"
        if separator not in ",;"
        else f"{named}question{separator}answer\nWho?{separator}He\n"
    )

    assert item["key"] == "He"


ENCODED = {
    "cp1251": "Кто возглавил комиссию?",
    "koi8_r": "Кто возглавил комиссию?",
    "cp866": "Кто возглавил комиссию?",
    "mac_cyrillic": "Кто возглавил комиссию?",
    "cp1254": "Kim reddetti, niçin? Paşinyan",
    "mac_roman": "Où était Jérôme?",
    "cp1252": "Où était Jérôme? “Köln”",
    "cp1250": "Kto był premierem? Łódź, żółty",
    "utf-16-le": "Кто возглавил комиссию?",
    "utf-16-be": "Where was he?",
}


@pytest.mark.parametrize("encoding", ENCODED)
def test_an_encoding_is_guessed_and_named_with_a_line_to_look_at(encoding: str) -> None:
    stem = ENCODED[encoding]
    raw = f"question;answer\n{stem};Yes, it was\n".encode(encoding)

    assert items(raw)[0]["stem"] == stem
    assert notes(raw)[0].startswith("The file is not in UTF-8. It is read as ")
    assert stem[:20] in notes(raw)[0] or stem.isascii()


def test_an_encoding_can_be_named() -> None:
    raw = "question;answer\nBakü?;Yes, it was\n".encode("cp857")

    made = draft(raw, quiz_id="from-a-list", title="From a list", encoding="cp857")

    assert "stem: Bakü?" in made.yaml


@pytest.mark.parametrize("encoding", ["utf-8", "no-such-thing", "undefined", "idna", "a\0b"])
def test_a_wrong_encoding_is_refused(encoding: str) -> None:
    with pytest.raises(QuestionListError) as refused:
        draft(b"question\n\xff\n", quiz_id="from-a-list", title="A list", encoding=encoding)

    expected = f"The file is not in the encoding '{encoding}'. Name another, or none."
    assert str(refused.value) == expected


def packed(*names: str) -> bytes:
    """A packed file with empty files of these names."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name in names:
            file.writestr(name, "")
    return made.getvalue()


FOREIGN = {
    "This is a Word document (.docx).": packed("word/document.xml"),
    "This is a binary Excel file (.xlsb).": packed("xl/workbook.bin"),
    "This is a packed file (.zip) and no spreadsheet.": packed("a.txt"),
    "This is a document of LibreOffice, no spreadsheet.": ods(
        mimetype="application/vnd.oasis.opendocument.text"
    ),
    "This is an old spreadsheet (.xls).": b"\xd0\xcf\x11\xe0" + "Workbook".encode("utf-16-le"),
    "This is an old Word document (.doc).": b"\xd0\xcf\x11\xe0"
    + "WordDocument".encode("utf-16-le"),
    "The file is protected with a password.": b"\xd0\xcf\x11\xe0"
    + "EncryptedPackage".encode("utf-16-le"),
    "This is a PDF.": b"%PDF-1.7",
    "The file holds a web page (HTML).": b"<!DOCTYPE html><p>",
    "This looks like questions in Aiken format.": b"Who?\nA. He\nB. She\nANSWER: A\n",
}


@pytest.mark.parametrize("said", FOREIGN)
def test_a_file_that_is_no_list_is_called_what_it_is(said: str) -> None:
    with pytest.raises(QuestionListError) as refused:
        drafted(FOREIGN[said])

    assert str(refused.value).startswith(said)


HOSTILE = {
    "cells in a row": lambda: repacked(sheet([]), SHEET, worksheet("<row>" + "<c/>" * 4_500_000)),
    "a comment": lambda: repacked(sheet([]), SHEET, b"<a><!--" + b"x" * 20_000_000),
    "a text": lambda: with_cells(f"<c><v>{'x' * 20_000_000}</v></c>"),
    "lines of a text": lambda: with_cells("<c><v>{}</v></c>".format("\n" * 20_000_000)),
    "spaces": lambda: repacked(sheet([]), SHEET, b" " * 100_000_000),
    "files": lambda: packed(*map(str, range(10_000))),
    "rows": lambda: ods(
        ods_table(ods_row(ods_text("a"), more='table:number-rows-repeated="1999999999"'))
    ),
    "sheets": lambda: ods(
        ods_table(ods_row(ods_text("a"), more='table:number-rows-repeated="1999"')) * 20_000
    ),
    "columns": lambda: b"question,answer\n" + b"," * 4_900_000,
    "empty lines": lambda: b"\n" * 4_900_000,
    "an open quotation mark": lambda: b'question\n"' + b"a\n" * 2_000_000,
    "brackets": lambda: b"{" * 4_900_000,
}


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_file_is_refused_before_it_is_built(hostile: str) -> None:
    raw = HOSTILE[hostile]()

    with pytest.raises(QuestionListError):
        drafted(raw)


def test_shared_texts_are_not_built_before_they_are_counted() -> None:
    raw = io.BytesIO(with_cells('<c r="B2" t="s"><v>6999999</v></c>'))
    with zipfile.ZipFile(raw, "a", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/sharedStrings.xml", f"<sst {EXCEL}>" + "<si/>" * 5_000_000)

    with pytest.raises(QuestionListError, match="too many cells"):
        drafted(raw.getvalue())
