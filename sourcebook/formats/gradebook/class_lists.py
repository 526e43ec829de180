"""Who is in a class, read from the participants of a Moodle course or a gradebook of Canvas."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from sourcebook.analysis import harmless_text
from sourcebook.content.authoring.tables.cells import Row, Table
from sourcebook.content.authoring.tables.hidden import FAR
from sourcebook.content.authoring.tables.notes import Note, shortened, together
from sourcebook.content.authoring.tables.reading import read_sheets
from sourcebook.content.authoring.tables.sheets import Sheet
from sourcebook.errors import QuestionListError
from sourcebook.formats.gradebook.list_headers import (
    Column,
    columns_in,
    columns_known,
    names_learners,
)
from sourcebook.model.learners import tidy_name

POINTS_POSSIBLE: Final = "Points Possible"
"""What stands in place of a name in Canvas' line of the highest scores."""

_TEST_STUDENT: Final = "Test Student"
_HEADERS_WITHIN: Final = 20
_KNOWN_BY: Final[Sequence[Column]] = (
    "email",
    "username",
    "id_number",
    "user_id",
    "sis_id",
    "login_id",
    "section",
)
"""The fields of a learner besides the name."""

_LONGEST_WRITTEN: Final = 200
"""More characters of a name are not read."""

_NO_NAME: Final = "The row has no name, so it is left out."
_LONGER: Final = "The row has more cells than the headers, so it is left out."
_TWICE: Final = "The learner stands in the list twice. Only the first row is used."
_IS_TEST: Final = "It is the test student of Canvas, who is left out."
_NOBODY: Final = "The list has no learner who can be read."
_NO_LIST: Final = (
    "The file has no row of headers with names and with email addresses, user names or IDs. "
    "In Moodle, choose all participants and download them as CSV. "
    "In Canvas, export the entire gradebook."
)


class ListedLearner(NamedTuple):
    """A learner as Moodle or Canvas lists them; what the list does not say is empty.

    `user_id` is the number that Canvas has for them, `sis_id` and `login_id` are what its list
    calls `SIS User ID` and `SIS Login ID`. The name begins with the first name.
    """

    name: str
    email: str = ""
    username: str = ""
    id_number: str = ""
    user_id: str = ""
    sis_id: str = ""
    login_id: str = ""
    section: str = ""


class ClassList(NamedTuple):
    """The learners in the order of the list, and what was left out, a sentence for each cause."""

    learners: tuple[ListedLearner, ...]
    notes: tuple[str, ...] = ()


def class_list(raw: bytes, *, encoding: str | None = None) -> ClassList:
    """The learners in a file of Moodle or Canvas: CSV in any encoding, .xlsx or .ods.

    Raises QuestionListError if the file cannot be read, has no names with what Moodle or Canvas
    knows a learner by, or names nobody.
    """
    for table in _tables(read_sheets(raw, headers_in=columns_known, encoding=encoding)):
        for place, row in enumerate(table.rows[:_HEADERS_WITHIN]):
            columns = columns_in(row.cells)
            if names_learners(columns):
                return _below(columns, table.rows[place + 1 :], table.notes)
    raise QuestionListError(_NO_LIST)


def _tables(sheets: Iterable[Sheet]) -> Iterator[Table]:
    shown = (each for each in sheets if each.is_visible)
    return (each.read() for each in sorted(shown, key=lambda each: not each.is_active))


def _below(
    columns: Sequence[Column | None], rows: Iterable[Row], noted: Iterable[Note]
) -> ClassList:
    """The learners in the rows below the headers."""
    # A gradebook of Canvas has a column for each assignment, and none of them is read.
    notes = [each for each in noted if each.cause != FAR]
    learners: dict[object, ListedLearner] = {}
    for row in rows:
        learner = _learner(columns, row)
        if row.cells[0] == POINTS_POSSIBLE or not any(learner):
            continue
        if cause := _why_not(learner, row, len(columns), learners):
            named = f"'{shortened(learner.name)}'" if learner.name else ""
            notes.append(Note(cause, row.number, None, named))
        else:
            learners[_known_by(learner)] = learner
    if not learners:
        raise QuestionListError(" ".join([_NOBODY, *together(notes)]))
    return ClassList(tuple(learners.values()), together(notes))


def _learner(columns: Sequence[Column | None], row: Row) -> ListedLearner:
    """The learner of a row; all is empty if nothing known stands in it."""
    cells: Mapping[Column | None, str] = {
        column: _unguarded(cell) for column, cell in zip(columns, row.cells, strict=False)
    }
    values = {name: cells.get(name, "") for name in _KNOWN_BY}
    return ListedLearner(_name(cells), **values)


def _name(cells: Mapping[Column | None, str]) -> str:
    """The name, first name first: Canvas writes `Petrosyan, Nina`."""
    written = {column: cell[:_LONGEST_WRITTEN] for column, cell in cells.items()}
    last, comma, first = written.get("name", "").partition(",")
    whole = f"{first} {last}" if comma else last
    separate = f"{written.get('first_name', '')} {written.get('last_name', '')}"
    return tidy_name(whole) or tidy_name(separate) or ""


def _why_not(learner: ListedLearner, row: Row, width: int, known: Container[object]) -> str | None:
    """Why a row of the list is left out; None if it is used."""
    if any(row.cells[width:]):
        return _LONGER
    if not learner.name:
        return _NO_NAME
    if learner.name == _TEST_STUDENT:
        return _IS_TEST
    return _TWICE if _known_by(learner) in known else None


def _known_by(learner: ListedLearner) -> object:
    """What two rows of one learner have in common; the name if nothing else is in the list."""
    ids = ((name, getattr(learner, name).casefold()) for name in _KNOWN_BY[:-1])
    return next((each for each in ids if each[1]), learner.name.casefold())


def _unguarded(cell: str) -> str:
    """A text without what keeps spreadsheets from running it: `'=A1`, or Canvas' `="=A1"`."""
    if quoted := re.fullmatch('="(.*)"', cell):
        return quoted[1]
    bare = cell.removeprefix("'")
    return bare if harmless_text(bare) == cell else str(cell)
