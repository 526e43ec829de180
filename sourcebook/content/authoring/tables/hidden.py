"""What is left out of a sheet: hidden rows and columns, and columns far to the right."""

from dataclasses import dataclass, field

from sourcebook.content.authoring.tables.cells import MOST_COLUMNS
from sourcebook.content.authoring.tables.notes import Note, column_name

HIDDEN = "Hidden in the file, so left out. Unhide it and import the file again, if it is needed."
FAR = f"Columns after {column_name(MOST_COLUMNS - 1)} are left out."


@dataclass
class Hidden:
    """The hidden columns of a sheet, and what was left out although it had text."""

    _columns: set[int] = field(default_factory=set)
    _notes: dict[Note, None] = field(default_factory=dict)

    def hide_columns(self, first: int, end: int) -> None:
        """Remember that the columns from `first` up to `end`, which is not one, are hidden."""
        self._columns |= set(range(first, min(end, MOST_COLUMNS)))

    def leaves_out(self, column: int, *, is_hidden: bool, row: int) -> bool:
        """Whether a cell with text is left out; if so, that is noted."""
        if column >= MOST_COLUMNS:
            self._notes[Note(FAR)] = None
        elif is_hidden:
            self._notes[Note(HIDDEN, row=row)] = None
        elif column in self._columns:
            self._notes[Note(HIDDEN, column=column)] = None
        else:
            return False
        return True

    def notes(self) -> tuple[Note, ...]:
        """A note for each row and column that was left out."""
        return tuple(self._notes)
