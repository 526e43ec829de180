"""The sheets of a file: which kind of file it is decides who reads it.

Nothing in a file is run, and nothing is built from it before its size is known.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from sourcebook.content.authoring.tables.cells import Table
from sourcebook.content.authoring.tables.csv_text import csv_table
from sourcebook.content.authoring.tables.foreign import refuse_foreign, refuse_packed
from sourcebook.content.authoring.tables.ods import ods_sheets
from sourcebook.content.authoring.tables.packed_xml import Package
from sourcebook.content.authoring.tables.sheets import Sheet
from sourcebook.content.authoring.tables.xlsx import xlsx_sheets
from sourcebook.errors import QuestionListError

MOST_BYTES = 5_000_000

_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"


def read_sheets(
    raw: bytes, *, headers_in: Callable[[Sequence[str]], int], encoding: str | None = None
) -> list[Sheet]:
    """The sheets of an .xlsx or .ods file, or the one table of a CSV file.

    Raises QuestionListError, which names the row where there is one, for what cannot be read.
    """
    if len(raw) > MOST_BYTES:
        raise QuestionListError("The file has more than 5 MB. Split it, or take pictures out.")
    if raw.startswith(b"PK\x03\x04"):
        with _damage_named():
            return [each._replace(read=partial(_read, each.read)) for each in _packed_sheets(raw)]
    refuse_foreign(raw)
    table = csv_table(raw, headers_in=headers_in, encoding=encoding)
    return [Sheet("", True, True, lambda: table)]


def _packed_sheets(raw: bytes) -> list[Sheet]:
    package = Package(raw)
    if "xl/workbook.xml" in package.names:
        return xlsx_sheets(package)
    kind = package.start_of("mimetype").strip()
    if "content.xml" not in package.names or not kind.startswith(_SPREADSHEET):
        refuse_packed(package.names, kind.decode("ascii", "replace"))
    if b"encryption-data" in package.start_of("META-INF/manifest.xml"):
        raise QuestionListError("The file is protected with a password. Save it without one.")
    return ods_sheets(package)


def _read(read: Callable[[], Table]) -> Table:
    with _damage_named():
        return read()


@contextmanager
def _damage_named() -> Iterator[None]:
    try:
        yield
    except QuestionListError:
        raise
    except Exception as error:
        # A damaged file can break its reader in any way.
        message = "The spreadsheet is damaged. Open it, save it again, or save it as CSV."
        raise QuestionListError(message) from error
