"""Notes on a file that is imported: one for each cause, with the places as a person sees them."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

_MOST_PLACES = 6


class Note(NamedTuple):
    """Something to look at: the cause as a sentence, and the row, column and value, if any."""

    cause: str
    row: int | None = None
    column: int | None = None
    value: str = ""


def together(notes: Iterable[Note]) -> tuple[str, ...]:
    """One sentence for each cause, in the order of first mention, with all its places."""
    causes: dict[str, list[Note]] = {}
    for note in notes:
        causes.setdefault(note.cause, []).append(note)
    return tuple(_sentence(cause, places) for cause, places in causes.items())


def column_name(place: int) -> str:
    """The letters over a column of a spreadsheet; the first has place 0."""
    before, letter = divmod(place, 26)
    return (column_name(before - 1) if before else "") + chr(ord("A") + letter)


def quoted(names: Iterable[str]) -> str:
    """Names in quotation marks, as words of a sentence."""
    return listed([f"'{shortened(name)}'" for name in names])


def listed(words: Sequence[str], *, most: int = 12) -> str:
    """`a, b and c`; of a long list only the beginning and how many more there are."""
    if len(words) > most:
        words = [*words[: most - 1], f"{len(words) - most + 1:,} more"]
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def shortened(text: str) -> str:
    """At most 40 characters of a text."""
    return text if len(text) <= 40 else f"{text[:39]}…"


def _sentence(cause: str, notes: Sequence[Note]) -> str:
    if notes[0].row is None and notes[0].column is None:
        return cause
    if all(note.column is None and not note.value for note in notes):
        rows = _ranges(sorted({note.row for note in notes if note.row is not None}))
        one = len(rows) == 1 and rows[0].isdigit()
        return f"{'Row' if one else 'Rows'} {listed(rows, most=_MOST_PLACES)}: {cause}"
    places = list(dict.fromkeys(map(_place, notes)))
    more = len(places) - _MOST_PLACES
    if more > 0:
        places = [*places[:_MOST_PLACES], f"and {more:,} more"]
    where = "; ".join(places)
    return f"{where[0].upper()}{where[1:]}: {cause}"


def _place(note: Note) -> str:
    row = [f"row {note.row}"] if note.row is not None else []
    column = [f"column {column_name(note.column)}"] if note.column is not None else []
    value = f" ({note.value})" if note.value else ""
    return ", ".join(row + column) + value


def _ranges(numbers: Sequence[int]) -> list[str]:
    """Numbers as text, with three and more in a row as `2 to 4`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] + 1 == number:
            runs[-1].append(number)
        else:
            runs.append([number])
    short = [[str(each) for each in run] for run in runs if run]
    return [text for run in short for text in ([f"{run[0]} to {run[-1]}"] if len(run) > 2 else run)]
