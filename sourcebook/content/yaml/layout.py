"""Where the values of a YAML text stand, from the first character to the last.

`yaml_tree` knows what a file says and where each value begins; whoever changes one value and
leaves all others as they are must also know where it ends and how it is written.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from sourcebook.content.yaml.tree import DEEPEST, NOTHING
from sourcebook.errors import EditingError


@dataclass(frozen=True, slots=True)
class Leaf:
    """A single value; `style` is one of `'`, `"`, `|`, `>` or empty for a plain one.

    `text` is None where the file says nothing. Offsets count characters; the last line end of
    a text behind `|` or `>` is not part of it.
    """

    text: str | None
    start: int
    end: int
    style: str
    in_brackets: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """A list, in brackets or one entry a line."""

    items: tuple["Part", ...]
    start: int
    end: int
    in_brackets: bool


@dataclass(frozen=True, slots=True)
class Keyed:
    """Keys with their values, in braces or one entry a line."""

    entries: tuple[tuple[Leaf, "Part"], ...]
    start: int
    end: int
    in_brackets: bool

    def entry(self, key: str) -> tuple[Leaf, "Part"] | None:
        """The key's place and its value, or None where there is no such key."""
        return next((pair for pair in self.entries if pair[0].text == key), None)


Part = Leaf | Listed | Keyed


def layout(text: str) -> Part:
    """The layout of the one document in a YAML text.

    Raises EditingError where the text cannot be read, holds nothing, or has an anchor, an
    alias or a tag: a change to one place would then change another.
    """
    try:
        events = list(yaml.parse(text, Loader=yaml.CBaseLoader))
    except yaml.YAMLError as slip:
        raise EditingError("The file has a slip in its YAML. Mend it in an editor first.") from slip
    if sum(isinstance(event, yaml.DocumentStartEvent) for event in events) != 1:
        raise EditingError("The file does not hold one document. Mend it in an editor first.")
    if any(getattr(event, "anchor", None) or getattr(event, "tag", None) for event in events):
        raise EditingError("The file has an anchor, an alias or a tag. Write its values out first.")
    following = iter(events[2:-2])
    return _part(text, next(following), following, depth=0, in_brackets=False)


def _part(
    text: str,
    event: yaml.Event,
    following: Iterator[yaml.Event],
    *,
    depth: int,
    in_brackets: bool,
) -> Part:
    if isinstance(event, yaml.ScalarEvent):
        return _leaf(text, event, in_brackets=in_brackets)
    if depth > DEEPEST or not isinstance(event, yaml.CollectionStartEvent):
        raise EditingError("The file nests too deep. Mend it in an editor first.")
    inside = in_brackets or bool(event.flow_style)
    parts: list[Part] = []
    end = _span(event)[0]
    for each in following:
        if isinstance(each, yaml.CollectionEndEvent):
            end = _span(each)[1] if event.flow_style else end
            break
        parts.append(_part(text, each, following, depth=depth + 1, in_brackets=inside))
        end = parts[-1].end
    return _collection(event, parts, end)


def _collection(event: yaml.CollectionStartEvent, parts: list[Part], end: int) -> Part:
    start, in_brackets = _span(event)[0], bool(event.flow_style)
    if isinstance(event, yaml.SequenceStartEvent):
        return Listed(tuple(parts), start, end, in_brackets)
    pairs = zip(parts[::2], parts[1::2], strict=True)
    entries = tuple((key, value) for key, value in pairs if isinstance(key, Leaf))
    if len(entries) * 2 != len(parts) or len({key.text for key, _ in entries}) != len(entries):
        raise EditingError("A key stands twice, or is a list. Mend it in an editor first.")
    return Keyed(entries, start, end, in_brackets)


def _leaf(text: str, event: yaml.ScalarEvent, *, in_brackets: bool) -> Leaf:
    start, end = _span(event)
    style = event.style or ""
    if style in ("|", ">"):
        end = start + len(text[start:end].rstrip())
    nothing = not style and event.value in NOTHING
    return Leaf(None if nothing else event.value, start, end, style, in_brackets)


def _span(event: yaml.Event) -> tuple[int, int]:
    start, end = event.start_mark, event.end_mark
    return (start.index if start else 0), (end.index if end else 0)
