"""What authors of a quiz have to write yet: fields that are empty, and words of an example.

A draft from a list has remarks in place of what is missing. They go when it is written.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from sourcebook.content.authoring.quiz_edits import item_blocks
from sourcebook.content.authoring.templates import left_over
from sourcebook.content.authoring.value_edits import proved
from sourcebook.content.file_places import Path
from sourcebook.content.yaml.list_lines import column_of
from sourcebook.content.yaml.tree import ListNode, MappingNode, Node, data, editable_tree
from sourcebook.model.item_kinds import KINDS, Kind, model_of

_REMARK = re.compile(r"( *)# ([a-z_]+): missing[.,].*")


def blanks(text: str) -> tuple[Path, ...]:
    """The places of what has to be written yet in the items of a quiz, item by item.

    Raises EditingError where the file cannot be read.
    """
    return tuple(
        ("items", place, *path)
        for place, block in enumerate(item_blocks(text))
        for path in _blanks_of(block.fields)
    )


def places_of(text: str, sentence: str) -> tuple[Path, ...]:
    """The places of the values in the items that have this sentence in them."""
    return tuple(
        ("items", place, *path)
        for place, block in enumerate(item_blocks(text))
        for path, value in _texts_in(block.fields, ())
        if sentence in " ".join(value.split())
    )


def without_remarks(text: str) -> str:
    """The text without the remarks on fields that are written by now.

    Raises EditingError where the file cannot be read.
    """
    root = editable_tree(text)
    lines = text.split("\n")
    done = {line for holder in _mappings(root) for line in _remarks_done(text, lines, holder)}
    if not done:
        return text
    kept = (line for number, line in enumerate(lines) if number not in done)
    return proved("\n".join(kept), data(root))


def _mappings(part: Node) -> Iterator[MappingNode]:
    match part:
        case MappingNode():
            yield part
            for _, each in part.entries:
                yield from _mappings(each)
        case ListNode():
            for each in part.items:
                yield from _mappings(each)
        case _:
            return


def _remarks_done(text: str, lines: Sequence[str], holder: MappingNode) -> Iterator[int]:
    """The lines, counted from 0, of remarks on what a mapping has by now.

    A remark stands in the column of the keys, between them or directly below the last one.
    """
    if holder.in_brackets or not holder.entries:
        return
    column = column_of(text, holder.entries[0][0].start)
    names = {str(key.text) for key, _ in holder.entries}
    first = text.count("\n", 0, holder.start)
    last = text.count("\n", 0, holder.entries[-1][1].end)
    for number in range(first, len(lines)):
        found = _REMARK.fullmatch(lines[number])
        if number > last and not found:
            return
        if found and len(found[1]) == column and found[2] in names:
            yield number


def _blanks_of(fields: Mapping[str, Any]) -> Iterator[Path]:
    kind = str(fields.get("type"))
    if kind not in KINDS:
        return
    for name in _required(cast("Kind", kind), fields):
        if fields.get(name) in (None, "", [], {}):
            yield (name,)
    yield from (path for path, value in _texts_in(fields, ()) if left_over(value))


def _required(kind: Kind, fields: Mapping[str, Any]) -> Iterator[str]:
    """The fields that an item of a kind has to have."""
    for name, field in model_of(kind).model_fields.items():
        if field.is_required() and name not in ("id", "type"):
            yield name
    if kind == "numeric" and "between" not in fields:
        yield "key"


def _texts_in(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    match value:
        case str():
            yield path, value
        case dict():
            for name, each in value.items():
                yield from _texts_in(each, (*path, name))
        case list():
            for place, each in enumerate(value):
                yield from _texts_in(each, (*path, place))
