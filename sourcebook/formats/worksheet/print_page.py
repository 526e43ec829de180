"""A sheet as a page to print from a browser: one file, without scripts and without other hosts."""

from typing import NamedTuple, assert_never

from markupsafe import Markup

from sourcebook.formats.worksheet.parts import (
    Boxes,
    Fields,
    Heading,
    Lines,
    Part,
    Sheet,
    Side,
    Table,
    Text,
)
from sourcebook.formats.worksheet.templates import Macros
from sourcebook.formats.worksheet.texts import printable

_html = Macros(__file__, ".html")


class _Drawn(NamedTuple):
    """A group of parts as HTML, and whether it stays on one page."""

    is_whole: bool
    html: Markup


def as_page(sheet: Sheet) -> str:
    """The HTML of a sheet; what the texts of items contain is shown as it is written."""
    return printable(_html.page(sheet.title, _side(sheet.learners), _side(sheet.teacher)))


def _side(side: Side) -> Markup:
    groups = [
        _Drawn(group.is_whole, Markup("").join(map(_part, group.parts))) for group in side.groups
    ]
    return _html.side(side.running, groups)


def _part(part: Part) -> Markup:
    match part:
        case Heading():
            return _html.heading(part)
        case Text():
            return _html.text(part)
        case Boxes():
            return _html.boxes(part.choices)
        case Fields():
            return _html.fields(part)
        case Lines():
            return _html.lines(part.number)
        case Table():
            return _html.table(part)
        case _:
            assert_never(part)
