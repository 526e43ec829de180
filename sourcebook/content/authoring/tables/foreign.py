"""Files that are not a table of text: what they are, and what a person can do."""

import re

from sourcebook.errors import QuestionListError

_NO_LIST = (
    "It is not a list in rows and columns, so it cannot be imported. "
    "Copy its questions to a spreadsheet."
)
_SAVE = "Open it and save it as .xlsx, .ods or .csv."
_OLE = b"\xd0\xcf\x11\xe0"

_STARTS = {
    b"%PDF": f"This is a PDF. {_NO_LIST}",
    b"{\\rtf": f"This is a text document (RTF). {_NO_LIST}",
    b"\x1f\x8b": "This is a packed file (.gz). Unpack it first.",
    b"7z\xbc\xaf": "This is a packed file (.7z). Unpack it first.",
    b"Rar!": "This is a packed file (.rar). Unpack it first.",
    b"\x89PNG": f"This is a picture. {_NO_LIST}",
    b"\xff\xd8\xff": f"This is a picture. {_NO_LIST}",
    b"GIF8": f"This is a picture. {_NO_LIST}",
}
_PACKED = {
    "word/document.xml": f"This is a Word document (.docx). {_NO_LIST}",
    "ppt/presentation.xml": f"This is a presentation (.pptx). {_NO_LIST}",
    "xl/workbook.bin": f"This is a binary Excel file (.xlsb). {_SAVE}",
    "moodle_backup.xml": f"This is a backup of a Moodle course. {_NO_LIST}",
    "h5p.json": f"This is an H5P package. {_NO_LIST}",
    "Index/Document.iwa": f"This is a file of Apple Numbers or Pages. {_SAVE}",
}
_MARKUP = (
    (r"<html|<!doctype html|<table\b", "a web page (HTML)"),
    (r"office:spreadsheet", "an unpacked OpenDocument spreadsheet (.fods)"),
    (r"urn:schemas-microsoft-com:office:spreadsheet", "an Excel file in XML of 2003"),
)
_TEXTS = (
    (r"^ANSWER:\s*[A-Z]\s*$", "questions in Aiken format"),
    (r"\A\s*[\[{]\s*[\"{\[]", "a file in JSON"),
)


def refuse_foreign(raw: bytes) -> None:
    """Raise QuestionListError for a file that is neither packed nor text."""
    for start, message in _STARTS.items():
        if raw.startswith(start):
            raise QuestionListError(message)
    if raw.startswith(_OLE):
        raise QuestionListError(_old_office(raw))
    _refuse_markup(raw)


def refuse_packed(names: frozenset[str], kind: str) -> None:
    """Raise QuestionListError for a packed file that is not a spreadsheet.

    `names` are the files in it; `kind` is what an OpenDocument file says that it is.
    """
    if "opendocument" in kind:
        raise QuestionListError(f"This is a document of LibreOffice, no spreadsheet. {_NO_LIST}")
    for name, message in _PACKED.items():
        if name in names:
            raise QuestionListError(message)
    raise QuestionListError("This is a packed file (.zip) and no spreadsheet. Unpack it first.")


def what_it_is(raw: bytes) -> str:
    """A sentence about a text in a known format for questions that is not a list; else empty."""
    if raw.startswith(b"PK"):
        return ""
    text = raw[:20_000].decode("utf-8", "replace")
    for pattern, what in _TEXTS:
        if re.search(pattern, text, re.MULTILINE):
            return f"This looks like {what}. {_NO_LIST}"
    return ""


def _refuse_markup(raw: bytes) -> None:
    start = (
        raw[:20_000].replace(b"\0", b"").decode("utf-8", "replace").lstrip("\ufeff\ufffd \r\n\t")
    )
    if not start.startswith("<"):
        return
    for pattern, what in _MARKUP:
        if re.search(pattern, start, re.IGNORECASE | re.DOTALL):
            end = _SAVE if "spreadsheet" in what or "Excel" in what else _NO_LIST
            raise QuestionListError(f"The file holds {what}. {end}")
    if start.startswith("<?xml"):
        raise QuestionListError(f"This is a file in XML. {_NO_LIST}")


def _old_office(raw: bytes) -> str:
    def has(name: str) -> bool:
        return name.encode("utf-16-le") in raw

    if has("EncryptedPackage"):
        return "The file is protected with a password. Save it without one."
    if has("WordDocument"):
        return f"This is an old Word document (.doc). {_NO_LIST}"
    if has("PowerPoint Document"):
        return f"This is an old presentation (.ppt). {_NO_LIST}"
    return "This is an old spreadsheet (.xls). Save it as .xlsx or .csv."
