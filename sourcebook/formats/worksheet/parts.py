"""What a sheet of paper is made of, before it is a Word file or a page to print.

Both are written from the same `Sheet`, so that they say the same.
"""

from typing import Literal, NamedTuple

Look = Literal["plain", "asked", "claim", "note", "quotation"]
"""How a text looks: as body text, as a question, in a frame, small, or as words of a source."""


class Heading(NamedTuple):
    """A heading of level 1 (the sheet), 2 (a question) or 3 (a part of it)."""

    level: Literal[1, 2, 3]
    text: str


class Text(NamedTuple):
    """Words to read, perhaps behind a label in bold."""

    text: str
    look: Look = "plain"
    label: str = ""


class Choice(NamedTuple):
    """Something to tick: its letter (empty if it has none), its text, and words it quotes.

    `name` stands before the text, in bold.
    """

    letter: str
    text: str
    name: str = ""
    quotations: tuple[str, ...] = ()


class Boxes(NamedTuple):
    """Choices, each with a box to tick."""

    choices: tuple[Choice, ...]


class Fields(NamedTuple):
    """Names beside each other, each with a line to write on, and perhaps a word at the end."""

    names: tuple[str, ...]
    end: str = ""


class Lines(NamedTuple):
    """So many lines to write on, across the sheet."""

    number: int


class Table(NamedTuple):
    """A table with a row of headings; `widths` are shares of its width in per cent.

    `about` is its name, for screen readers. A line break in a cell begins a new paragraph, and
    an empty cell is there to be written in.
    """

    about: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


Part = Heading | Text | Boxes | Fields | Lines | Table


class Group(NamedTuple):
    """Parts that belong together; `is_whole` if they stay on one page, provided they fit."""

    parts: tuple[Part, ...]
    is_whole: bool = True


class Side(NamedTuple):
    """The pages for one reader; `running` stands at the top of each of them."""

    running: str
    groups: tuple[Group, ...]


class Sheet(NamedTuple):
    """What learners get, and the key for the teacher, which begins a page of its own."""

    title: str
    learners: Side
    teacher: Side
