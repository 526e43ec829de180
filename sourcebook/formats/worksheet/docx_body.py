"""The parts of a sheet as the XML of a Word file.

A template writes it, because python-docx would take a minute to build a thousand questions.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, assert_never

from markupsafe import Markup

from sourcebook.formats.worksheet import docx_styles as styles
from sourcebook.formats.worksheet.parts import (
    Boxes,
    Fields,
    Group,
    Heading,
    Lines,
    Look,
    Part,
    Table,
    Text,
)
from sourcebook.formats.worksheet.templates import Macros
from sourcebook.formats.worksheet.texts import printable

_xml = Macros(__file__, ".xml")

_END_WIDTH: Final = 2.5
_LINES_KEPT: Final = 3
_LINES_ON_A_PAGE: Final = 18
"""So many lines fit on a page with their question."""
_STYLES: Final[dict[Look, styles.Look]] = {
    "plain": styles.BODY,
    "asked": styles.ASKED,
    "claim": styles.CLAIM,
    "note": styles.NOTE,
    "quotation": styles.QUOTATION,
}


class _Row(NamedTuple):
    """A row of a table: the paragraphs of each cell, and how they look."""

    cells: tuple[Sequence[str], ...]
    look: styles.Look
    is_kept: bool
    is_to_fill: bool

    def style_of(self, paragraphs: Sequence[str]) -> str:
        """The style of a cell: paragraphs that are several hang by their letters."""
        return styles.CELL_LINE.id if len(paragraphs) > 1 else self.look.id


def body(groups: Sequence[Group]) -> str:
    """All parts of these groups, as they stand one after the other in the body of a file."""
    return printable("".join(part for group in groups for part in _group(group)))


def _group(group: Group) -> Iterator[Markup]:
    last = len(group.parts) - 1
    for place, part in enumerate(group.parts):
        is_kept = group.is_whole or isinstance(part, Text | Heading)
        yield from _part(part, is_kept=is_kept and place < last, is_whole=group.is_whole)


def _part(part: Part, *, is_kept: bool, is_whole: bool) -> Iterator[Markup]:
    """A part; `is_kept` if it stays with the next one, `is_whole` if its own pieces stay."""
    match part:
        case Heading():
            yield _xml.paragraph(styles.HEADINGS[part.level - 1].id, is_kept, part.text)
        case Text():
            yield _xml.paragraph(_STYLES[part.look].id, is_kept, part.text, part.label)
        case Boxes():
            yield from _boxes(part, is_kept=is_kept)
        case Fields():
            yield _xml.fields(styles.FIELD.id, is_kept, part.names, _stops(part), part.end)
        case Lines():
            yield from _lines(part, is_kept=is_kept)
        case Table():
            widths = [styles.twips(styles.TABLE_WIDTH * share / 100) for share in part.widths]
            rows = list(_rows(part, is_kept=is_kept, is_whole=is_whole))
            yield _xml.table(part.about, widths, rows)
        case _:
            assert_never(part)


def _boxes(part: Boxes, *, is_kept: bool) -> Iterator[Markup]:
    for left, choice in reversed(list(enumerate(reversed(part.choices)))):
        look = styles.LETTERED if choice.letter else styles.CHOICE
        stays = is_kept or left > 0
        yield _xml.choice(look.id, stays or bool(choice.quotations), choice)
        for words in choice.quotations:
            yield _xml.paragraph(styles.CHOICE_WORDS.id, stays, words)


def _stops(part: Fields) -> list[int]:
    """Where each line to write on ends."""
    width = styles.TEXT_WIDTH - (_END_WIDTH if part.end else 0)
    number = len(part.names)
    return [styles.twips(width * place / number) for place in range(1, number + 1)]


def _lines(part: Lines, *, is_kept: bool) -> Iterator[Markup]:
    """The lines on one page; if they are more, the first few stay together, and the last few."""
    for left in reversed(range(part.number)):
        is_near_an_end = left < _LINES_KEPT or part.number - left <= _LINES_KEPT
        stays = part.number <= _LINES_ON_A_PAGE or is_near_an_end
        yield _xml.line(styles.LINE.id, is_kept or (stays and left > 0))


def _rows(part: Table, *, is_kept: bool, is_whole: bool) -> Iterator[_Row]:
    yield _Row(_cells(part.head), styles.CELL_HEAD, is_kept=True, is_to_fill=False)
    for number, row in enumerate(part.rows, start=1):
        stays = is_kept or (is_whole and number < len(part.rows))
        yield _Row(_cells(row), styles.CELL, stays, is_to_fill=not all(row))


def _cells(row: Sequence[str]) -> tuple[Sequence[str], ...]:
    return tuple(text.split("\n") for text in row)
