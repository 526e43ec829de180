"""Why YAML cannot be read at a place: an entry, a field or a dash is out of line.

libyaml names the place at which it stops; the lines above it show what the author did. Columns
count from 0 here, and from 1 in messages.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

import yaml

from sourcebook.content.faults import Spot
from sourcebook.content.yaml import libyaml
from sourcebook.content.yaml.libyaml import Reason, Stop

_ENTRY = re.compile(r"( *)- +(?=\S)")
_FIELD = re.compile(r"""( *)(- +)?["'“‘]?([^\s"'“”‘’:#]+)["'”’]?:(?=\s|$)""")
_NO_SPACE = re.compile(r"( *(?:- +)?)([\w-]+):([^\s/].*)$")
_NOTE = re.compile(r"^[^'\"]*[^\s'\"][ \t]+(#.*)$")
_ODD_DASH = re.compile(r" *(?:([–—−‐‑‒•·*]) ?|(-)(?=[^\W\d_]))")
_CURLY = re.compile(r""":\s+[“”„«‘‹]""")
_OUT_OF_LINE = (Reason.KEY_EXPECTED, Reason.DASH_EXPECTED, Reason.END_EXPECTED)
_HYPHEN = "Begin each entry with a hyphen and a space: '- '."


class Shift(NamedTuple):
    """An entry of a list out of line: its lines, from 0 and with the last, and by how much."""

    first: int
    last: int
    by: int


class Slip(NamedTuple):
    """What an author did: where it is, what it is, and the remedy."""

    spot: Spot
    message: str
    hint: str


def slip_in(lines: Sequence[str], stop: Stop) -> Slip | None:
    """What the lines say about the place where libyaml stopped, None if they explain nothing."""
    if stop.at is None or stop.at.line > len(lines):
        return None
    line, begun = stop.at.line - 1, (stop.begun or stop.at).line - 1
    match stop.reason:
        case Reason.KEY_EXPECTED | Reason.DASH_EXPECTED:
            return _entry_out_of_line(lines, line, begun) or _field_out_of_line(lines, line, begun)
        case Reason.COLON_IN_TEXT:
            return _field_in_a_text(lines, line, stop.at.column - 1)
        case Reason.COLON_EXPECTED:
            return _no_colon(lines, begun)
        case _:
            return None


def shift_of(text: str) -> Shift | None:
    """How to move the entry at which reading stops; None if it does not stop at an entry."""
    lines = text.split("\n")
    try:
        for _ in libyaml.events(text):
            pass
    except yaml.MarkedYAMLError as error:
        stop = libyaml.stop(error)
        if stop.at and stop.at.line <= len(lines) and stop.reason in _OUT_OF_LINE:
            return _shift(lines, stop.at.line - 1, stop.begun.line - 1 if stop.begun else 0)
    except yaml.YAMLError:
        # A character that libyaml does not read, and for which it names no place.
        return None
    return None


def moved(lines: Sequence[str], by: int) -> list[str]:
    """The lines with so many blanks more before them, or fewer."""
    return [
        f"{' ' * by}{line}" if by > 0 and line.strip() else line[max(0, -by) :] for line in lines
    ]


def _shift(lines: Sequence[str], line: int, begun: int) -> Shift | None:
    entry = _ENTRY.match(lines[line])
    wanted = _column_of_entries(lines, line, begun)
    if entry is None or wanted is None or wanted == len(entry[1]):
        return None
    column, last = len(entry[1]), line
    for number in range(line + 1, len(lines)):
        written = lines[number]
        indent = len(written) - len(written.lstrip(" "))
        is_other = indent == wanted and _begins_alike(written, lines[line])
        if written.strip() and (is_other or indent < column or _ends(written, indent, column)):
            break
        if written.strip():
            last = number
    return Shift(line, last, wanted - column)


def _ends(line: str, indent: int, column: int) -> bool:
    """Whether a line in the column of the entries is not an entry."""
    return indent == column and not _ENTRY.match(line)


def _column_of_entries(lines: Sequence[str], line: int, begun: int) -> int | None:
    """The column of the nearest dash above that begins an entry of the same sort elsewhere."""
    own = len(lines[line]) - len(lines[line].lstrip(" "))
    for number in range(line - 1, begun - 1, -1):
        entry = _ENTRY.match(lines[number])
        if entry and len(entry[1]) != own and _begins_alike(lines[number], lines[line]):
            return len(entry[1])
    return None


def _begins_alike(line: str, other: str) -> bool:
    """Whether two lines begin entries with the same field, or both without a field."""
    fields = [_FIELD.match(each) for each in (line, other)]
    names = [field[3] if field else "" for field in fields]
    return bool(_ENTRY.match(line) and _ENTRY.match(other)) and names[0] == names[1]


def _entry_out_of_line(lines: Sequence[str], line: int, begun: int) -> Slip | None:
    shift = _shift(lines, line, begun)
    if shift is None:
        return None
    column = len(lines[line]) - len(lines[line].lstrip(" "))
    message = (
        f"this entry begins at column {column + 1}, and those above it at column "
        f"{column + shift.by + 1}."
    )
    hint = f"Move all its lines {_to_a_side(shift.by)}; 'sourcebook fix' does it."
    return Slip(Spot(line + 1, column + 1), message, hint)


def _field_out_of_line(lines: Sequence[str], line: int, begun: int) -> Slip | None:
    field, entry = _FIELD.match(lines[line]), _ENTRY.match(lines[begun])
    if field is None or field[2] or entry is None:
        return None
    column, name = len(field[1]), field[3]
    spot = Spot(line + 1, column + 1)
    first = _FIELD.match(lines[begun])
    if first and first[3] == name:
        hint = f"Write '- {name}: …', with the hyphen under the one above."
        return Slip(spot, "an entry of the list begins here without its hyphen.", hint)
    return _moved(spot, column, len(entry[0]))


def _field_in_a_text(lines: Sequence[str], line: int, colon: int) -> Slip | None:
    field = _FIELD.match(lines[line])
    above = next((n for n in range(line - 1, -1, -1) if lines[n].strip()), None)
    if field is None or field.end() - 1 != colon or above is None:
        if _CURLY.search(lines[line][: colon + 1]):
            message = "a colon followed by a space stands inside a text without straight quotes."
            hint = 'Put straight quotation marks (") round the whole text.'
            return Slip(Spot(line + 1, colon + 1), message, hint)
        return None
    if odd := _ODD_DASH.match(lines[above]):
        return Slip(Spot(above + 1, odd.end(1 if odd[1] else 2)), _of_dash(odd), _HYPHEN)
    other = _FIELD.match(lines[above])
    column = len(field[1])
    if field[2]:
        hint = "Write its field, such as 'items:', on a line of its own above it."
        message = "a list begins here, and no line above it names it."
        return Slip(Spot(line + 1, column + 1), message, hint) if other else None
    if other is None:
        return None
    return _moved(Spot(line + 1, column + 1), column, len(other[1]) + len(other[2] or ""))


def _moved(spot: Spot, column: int, wanted: int) -> Slip | None:
    if column == wanted:
        return None
    message = f"this line begins at column {column + 1}, and its like at column {wanted + 1}."
    return Slip(spot, message, f"Move it {_to_a_side(wanted - column)}.")


def _no_colon(lines: Sequence[str], line: int) -> Slip | None:
    if line and (note := _NOTE.match(lines[line - 1])):
        message = "the text above ends before its ' #', which begins a note."
        return Slip(Spot(line, note.start(1) + 1), message, "Put the whole text in quotes.")
    if found := _NO_SPACE.match(lines[line]):
        spot = Spot(line + 1, found.end(2) + 1)
        hint = f"Write '{found[2]}: {found[3][:40]}'."
        return Slip(spot, "a space is missing after the colon.", hint)
    if odd := _ODD_DASH.match(lines[line]):
        return Slip(Spot(line + 1, odd.end(1 if odd[1] else 2)), _of_dash(odd), _HYPHEN)
    return None


def _of_dash(odd: re.Match[str]) -> str:
    if odd[2]:
        return "a space is missing after the hyphen that begins an entry."
    return f"the entry begins with '{odd[1]}' and not with a hyphen."


def _to_a_side(by: int) -> str:
    steps = "one column" if abs(by) == 1 else f"{abs(by)} columns"
    return f"{steps} to the {'right' if by > 0 else 'left'}"
