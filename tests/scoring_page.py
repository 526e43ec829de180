"""The examples and tables of docs/scoring.md.

An example is an item in YAML with the table below it. In a table, `;` separates ticks, rows and
ordered texts, `=` joins a prompt and its target, and what is typed stands between backticks.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, assert_never

from pydantic import TypeAdapter

from sourcebook.content.yaml import tree as yaml_tree
from sourcebook.model.attempts import (
    Choice,
    Choices,
    Matches,
    Ordered,
    Response,
    Typed,
    Written,
)
from sourcebook.model.items import (
    AnyItem,
    EvidenceItem,
    ExtendedResponse,
    Item,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
    VerdictItem,
)
from sourcebook.model.options import options, prompts

ROOT = Path(__file__).resolve().parents[1]
BODY, SOURCES = (ROOT / "docs/scoring.md").read_text("utf-8").split("\n# Sources\n")
BLANK, GUESS = "(nothing)", "*a blind guess, on average*"

_TABLE = re.compile(r"^\|[^\n]+\n\|[-|]+\n(?:\|[^\n]+\n)+", re.MULTILINE)
_EXAMPLE = re.compile(rf"^```yaml\n(.*?)^```$.*?({_TABLE.pattern})", re.DOTALL | re.MULTILINE)
Row = dict[str, str]


class Case(NamedTuple):
    """A cell of a table: what an item with this response earns by a rule."""

    item: Item
    rule: str
    response: str
    earned: str

    def __str__(self) -> str:
        return f"{self.item.id}, {self.response}, {self.rule}"


def rows_of(table: str) -> list[Row]:
    """The rows of a Markdown table, each by the names of its columns."""
    lines = [[cell.strip() for cell in line[1:-1].split("|")] for line in table.splitlines()]
    return [dict(zip(lines[0], cells, strict=True)) for cells in lines[2:]]


def table_with(column: str) -> list[Row]:
    """The first table of the page that has this column."""
    tables = (rows_of(found[0]) for found in _TABLE.finditer(BODY))
    return next(rows for rows in tables if column in rows[0])


def _refuse(*error: object) -> None:
    raise AssertionError(error)


def item_of(text: str) -> Item:
    """The one item of a YAML example, read as a quiz file is read."""
    tree = yaml_tree.read_tree(text, _refuse)
    assert tree is not None
    (item,) = TypeAdapter[tuple[Item]](tuple[AnyItem]).validate_python(yaml_tree.data(tree))
    return item


EXAMPLES = [(item_of(text), rows_of(table)) for text, table in _EXAMPLE.findall(BODY)]
ITEMS = {item.id: item for item, _ in EXAMPLES}


def cases() -> Iterator[Case]:
    """What the tables of the ten kinds say, rule by rule where a kind has several."""
    for item, rows in EXAMPLES:
        for row in rows if rows[-1].get("response") == GUESS else ():
            for rule in [column for column in row if column != "response"]:
                ruled = item if rule == "score" else item.model_copy(update={"scoring": rule})
                yield Case(ruled, rule, row["response"], row[rule])


def example_with(column: str) -> tuple[Item, list[Row]]:
    """The example whose table has this column."""
    return next((item, rows) for item, rows in EXAMPLES if column in rows[0])


def response_of(item: Item, cell: str) -> Response:
    """The response that a cell of a table describes."""
    parts = [] if cell == BLANK else cell.strip("`").split("; ")
    ids = {"": "", **{option.text: option.id for option in options(item)}}
    match item:
        case SingleChoice() | TrueFalse() | VerdictItem():
            return Choice(option=ids["".join(parts)])
        case MultipleChoice() | EvidenceItem():
            return Choices(options=frozenset(ids[part] for part in parts))
        case Numeric() | ShortAnswer():
            return Typed(text="".join(parts))
        case Matching():
            rows = {prompt.text: prompt.id for prompt in prompts(item)}
            pairs = [part.split(" = ") for part in parts]
            return Matches(targets={rows[prompt]: ids[target] for prompt, target in pairs})
        case Ordering():
            return Ordered(options=tuple(ids[part] for part in parts))
        case ExtendedResponse():
            return Written(text="".join(parts))
        case _:
            assert_never(item)
